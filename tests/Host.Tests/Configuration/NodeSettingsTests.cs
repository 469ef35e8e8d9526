using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Host.Common;
using ActorInput.Host.Configuration;

namespace ActorInput.Host.Tests.Configuration;

public sealed class NodeSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settings");
    private readonly Dictionary<string, string> _environment = new(StringComparer.OrdinalIgnoreCase);

    private string Program => Path.Combine(_folder.FullName, "program");

    private string Working => Path.Combine(_folder.FullName, "working");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Load_Nothing_IsTheDefaults()
    {
        var settings = Load(new NodeArguments { DefaultEmulators = 4 });
        Assert.Equal(["emu-1", "emu-2", "emu-3", "emu-4"], settings.Node.Emulators, StringComparer.Ordinal);
        Assert.Equal((8080, "127.0.0.1", 4053), (settings.Http.Port, settings.Http.Host, settings.Node.ClusterPort));
        Assert.Equal(8, settings.Node.Pool.EmbeddedSlots);
        Assert.Equal((1024 * 1024, 60, 15), (settings.Http.MaxBodyBytes, settings.Http.InputTimeout.TotalSeconds, settings.Http.QueryTimeout.TotalSeconds));
        Assert.True(settings.StartsItself);
        Assert.Contains("emulator", settings.Node.Pool.ServerCommand!.Arguments, StringComparer.Ordinal);
    }

    [Fact]
    public void Load_EveryLayer_TheLastOneWins()
    {
        // Each layer sets one value more than the next, so that the order of any two neighbouring layers is tested.
        Write(Program, "appsettings.json", Http("""{"Port":1,"MaxBodyBytes":2001,"InputTimeout":"00:00:01","QueryTimeout":"00:00:01","Host":"127.0.0.2"}"""));
        Write(Working, "appsettings.json", Http("""{"Port":2,"MaxBodyBytes":2002,"InputTimeout":"00:00:02","QueryTimeout":"00:00:02"}"""));
        Write(Working, "mine.json", Http("""{"Port":3,"MaxBodyBytes":2003,"InputTimeout":"00:00:03"}"""));
        _environment["ACTORINPUT__HTTP__PORT"] = "4";
        _environment["ActorInput__Http__MaxBodyBytes"] = "2004";
        var settings = Load(new NodeArguments { ConfigFile = "mine.json", HttpPort = 5 });
        Assert.Equal("127.0.0.2", settings.Http.Host);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Http.QueryTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.Http.InputTimeout);
        Assert.Equal(2004, settings.Http.MaxBodyBytes);
        Assert.Equal(5, settings.Http.Port);
    }

    [Fact]
    public void Load_LimitsAndBatches_ReachTheNodesOwnServers()
    {
        Write(Working, "appsettings.json", """{"ActorInput":{"Limits":{"MaxPresses":2000},"Overrides":{"a":{"Buffering":{"MaxBatch":200}}}}}""");
        var line = string.Join(' ', Load(new NodeArguments()).Node.Pool.ServerCommand!.Arguments);
        Assert.EndsWith("--max-presses 2000 --max-inputs 200 --max-text 1048576", line, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOfGames_AreThoseThatWereGiven()
    {
        Assert.Empty(new NodeArguments { HttpPort = 1, Data = "x" }.OptionsOfGames);
        Assert.Equal(["--rom", "--core", "--battery", "--speed", "--hold", "--wait"], new NodeArguments { Rom = "a", Core = "b", Battery = "c", Speed = default(GameSpeed), Hold = 1, Wait = 0 }.OptionsOfGames, StringComparer.Ordinal);
    }

    [Fact]
    public void Load_List_IsTakenWholeFromTheLastThatHasIt()
    {
        Write(Program, "appsettings.json", """{"ActorInput":{"Emulators":["a","b","c"],"Pool":{"StaticSlots":["http://h:1","http://h:2"]}}}""");
        Write(Working, "appsettings.json", """{"ActorInput":{"Emulators":["x"]}}""");
        var settings = Load(new NodeArguments { StaticSlots = ["http://h:9"] });
        Assert.Equal(["x"], settings.Node.Emulators, StringComparer.Ordinal);
        Assert.Equal(["http://h:9"], settings.Node.Pool.StaticSlots, StringComparer.Ordinal);
    }

    [Fact]
    public void Load_EmulatorsOption_ReplacesTheConfigured()
    {
        Write(Working, "appsettings.json", """{"ActorInput":{"Emulators":["a","b","c"]}}""");
        Assert.Equal(["emu-1", "emu-2"], Load(new NodeArguments { Emulators = 2 }).Node.Emulators, StringComparer.Ordinal);
        Assert.Equal(["a", "b", "c"], Load(new NodeArguments { DefaultEmulators = 4 }).Node.Emulators, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(null, false, null, 6)]
    [InlineData(5, false, null, 5)]
    [InlineData(null, true, null, 0)]
    [InlineData(5, true, null, 5)]
    [InlineData(null, false, 7, 7)]
    [InlineData(null, true, 7, 7)]
    [InlineData(5, false, 7, 5)]
    public void Load_EmbeddedSlots_FollowOptionThenConfigurationThenGames(int? option, bool hasStatic, int? configured, int expected)
    {
        if (configured is { } slots)
            Write(Working, "appsettings.json", "{\"ActorInput\":{\"Pool\":{\"EmbeddedSlots\":" + slots + "}}}");
        var settings = Load(new NodeArguments { Emulators = 3, Slots = option, StaticSlots = hasStatic ? ["http://127.0.0.1:8081"] : [] });
        Assert.Equal(expected, settings.Node.Pool.EmbeddedSlots);
    }

    [Theory]
    [InlineData(4054, null, null, null, ".data/checkpoints/4054")]
    [InlineData(4054, "mine", null, null, "mine/checkpoints/4054")]
    [InlineData(4054, "mine", null, "/else", "/else")]
    [InlineData(0, "mine", null, null, null)]
    [InlineData(4054, "mine", "gateway", null, null)]
    public void Load_CheckpointFolder_IsTheNodesOwn(int port, string? data, string? role, string? configured, string? expected)
    {
        if (configured is not null)
            _environment["ACTORINPUT__CHECKPOINTS__DIRECTORY"] = configured;
        var settings = Load(new NodeArguments { ClusterPort = port, Data = data, Roles = role is null ? [] : [role] });
        Assert.Equal(expected is null ? null : Path.Combine(Working, expected), settings.Node.Checkpoints.Directory);
    }

    [Fact]
    public void Load_NestedOptions_AreBound()
    {
        Write(Working, "appsettings.json", """
            {
              // comments are allowed
              "ActorInput": {
                "Emulator": { "Buffering": { "MaxBatch": 3 }, "Session": { "Timeout": "00:00:07" }, "ContinueWhenUncertain": false },
                "Overrides": { "emu-2": { "Buffering": { "QueueLength": 9 } } },
                "Pool": { "BackoffJitter": 0.5, "ServerCommand": { "Program": "/bin/server", "Arguments": [ "one", "two" ] } },
                "Limits": { "MaxPresses": 12 },
              },
              "Logging": { "LogLevel": { "Default": "Debug" } },
            }
            """);
        var settings = Load(new NodeArguments { Emulators = 2 });
        Assert.Equal(3, settings.Node.Emulator.Buffering.MaxBatch);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.Node.Emulator.Session.Timeout);
        Assert.False(settings.Node.Emulator.ContinueWhenUncertain);
        Assert.Equal(9, settings.Node.Overrides["emu-2"].Buffering.QueueLength);
        Assert.Equal(0.5, settings.Node.Pool.BackoffJitter);
        Assert.Equal("/bin/server", settings.Node.Pool.ServerCommand!.Program);
        Assert.Equal(["one", "two"], settings.Node.Pool.ServerCommand.Arguments, StringComparer.Ordinal);
        Assert.False(settings.StartsItself);
        Assert.Equal(12, settings.Node.Limits.MaxPresses);
        Assert.Equal("Debug", settings.Configuration["Logging:LogLevel:Default"]);
    }

    [Fact]
    public void Load_Limits_LeaveTheSharedDefaultAlone()
    {
        _environment["ACTORINPUT__LIMITS__MAXPRESSES"] = "12";
        Assert.Equal(12, Load(new NodeArguments()).Node.Limits.MaxPresses);
        Assert.Equal(1_000, InputLimits.Default.MaxPresses);
    }

    [Fact]
    public void Load_ManyProblems_AreToldAtOnce()
    {
        Write(Working, "appsettings.json", """
            {"ActorInput":{"ClusterPort":"abc","Shard":1,"Shards":-1,"Emulators":["A!"],"Http":{"Port":70000,"Prot":1,"InputTimeout":"soon"},
            "Pool":{"StaticSlots":"http://h:1"},"Limits":5,"Overrides":{"emu-9":{"RememberedIds":-1}}}}
            """);
        _environment["ACTORINPUT__EMULATOR__BUFFERING__MAXBATCH"] = "many";
        var failure = Assert.Throws<CommandException>(() => Load(new NodeArguments()));
        foreach (var part in new[]
        {
            "11 problems:",
            "ActorInput:ClusterPort is 'abc'; a whole number is expected.",
            "ActorInput:Shard is not an option;",
            "ActorInput:Shards is -1; 0 to 10000 is allowed.",
            "ActorInput:Emulators has 'A!';",
            "ActorInput:Http:Port is 70000; 0 to 65535 is allowed.",
            "ActorInput:Http:Prot is not an option; AllowedHosts, Host, InputTimeout, MaxBodyBytes, Port, QueryTimeout are.",
            "ActorInput:Http:InputTimeout is 'soon'; a time",
            "ActorInput:Pool:StaticSlots is 'http://h:1'; a list is expected.",
            "ActorInput:Limits is '5'; an object is expected.",
            "ActorInput:Overrides:emu-9:RememberedIds is -1;",
            "MAXBATCH is 'many'; a whole number is expected.",
        })
        {
            Assert.Contains(part, failure.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("""{"Emulators":["a"]}""", "mine.json: Emulators is not a section; ActorInput, Akka, Logging are.")]
    [InlineData("""{"Http":{"Port":1},"ActorInput":{}}""", "mine.json: Http is not a section;")]
    [InlineData("""{"ActorInputs":{"ClusterPort":1}}""", "mine.json: ActorInputs is not a section;")]
    [InlineData("""{"ActorInput":{"Pool":{"EmbeddedSlot":1}}}""", "ActorInput:Pool:EmbeddedSlot is not an option;")]
    [InlineData("""{"ActorInput":{"Overrides":{"a":{"Buffering":{"Max":1}}}}}""", "ActorInput:Overrides:a:Buffering:Max is not an option;")]
    [InlineData("""{"ActorInput":{"Overrides":5}}""", "ActorInput:Overrides is '5'; an object is expected.")]
    [InlineData("""{"ActorInput":{"Tls":{"Certificate":"x"}}}""", "ActorInput:Tls:Certificate is not an option;")]
    [InlineData("""{"Logging":{"Level":"Debug"}}""", "Logging:Level is not an option; Console, LogLevel are.")]
    [InlineData("""{"Logging":{"Console":{"Level":"Debug"}}}""", "Logging:Console:Level is not an option; LogLevel is.")]
    [InlineData("""{"Logging":{"LogLevel":{"Default":"Loud"}}}""", "Logging:LogLevel:Default is 'Loud'; one of Trace, Debug,")]
    [InlineData("""{"ActorInput":{"Balancing":{"Policy":"Best"}}}""", "ActorInput:Balancing:Policy is 'Best'; LeastLoaded, Local, Random, RoundRobin are known.")]
    [InlineData("""{"ActorInput":{"Fence":{"After":"00:00:08"}}}""", "ActorInput:Fence:After is 00:00:08; less than 00:00:07.5000000 is allowed.")]
    [InlineData("""{"Akka":{"cluster":{"split-brain-resolver":{"stable-after":"1s"}}}}""", "ActorInput:Fence:After is 00:00:04; less than 00:00:03.5000000 is allowed.")]
    [InlineData("""{"ActorInput":{"Http":{"AllowedHosts":["a b"]}}}""", "ActorInput:Http:AllowedHosts has 'a b';")]
    public void Load_WhatNobodyKnows_IsTold(string json, string expected)
    {
        Write(Working, "mine.json", json);
        var failure = Assert.Throws<CommandException>(() => Load(new NodeArguments { ConfigFile = "mine.json" }));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Load_ProblemsOfEveryKind_AreToldAtOnce()
    {
        Write(Program, "appsettings.json", """{"Fence":{}}""");
        Write(Working, "mine.json", """
            {"$schema":"x","ActorInput":{"Fence":{"After":"00:00:09"},"Balancing":{"Policy":"Best"},"Shards":-1,"Nope":1},"Logging":{"LogLevel":{"Akka":"Much"}}}
            """);
        var failure = Assert.Throws<CommandException>(() => Load(new NodeArguments { ConfigFile = "mine.json", HttpPort = 70_000 }));
        Assert.StartsWith("7 problems:\n", failure.Message, StringComparison.Ordinal);
        foreach (var part in new[] { "Fence is not a section", "Fence:After is 00:00:09", "Policy is 'Best'", "Shards is -1", "Nope is not an option", "Akka is 'Much'", "Port is 70000" })
            Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"ActorInput\": {\n    \"Shards\": ,\n  }\n}", "is not JSON at line 3, position 15")]
    [InlineData("[1,2]", "")]
    [InlineData("", "")]
    public void Load_FileThatDoesNotParse_IsNamed(string text, string where)
    {
        Write(Working, "mine.json", text);
        var failure = Assert.Throws<CommandException>(() => Load(new NodeArguments { ConfigFile = "mine.json" }));
        Assert.Contains(Path.Combine(Working, "mine.json"), failure.Message, StringComparison.Ordinal);
        Assert.Contains(where, failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Load_MissingFile_IsNamedWithItsOption()
    {
        var failure = Assert.Throws<CommandException>(() => Load(new NodeArguments { ConfigFile = "gone.json" }));
        Assert.Equal($"The configuration file '{Path.Combine(Working, "gone.json")}' (--config) does not exist.", failure.Message);
    }

    [Fact]
    public void Load_OtherEnvironmentVariables_AreNotLookedAt()
    {
        _environment["PATH"] = "x";
        _environment["ACTORINPUT_CORE"] = "/core.so";
        Assert.Equal(8080, Load(new NodeArguments()).Http.Port);
    }

    [Fact]
    public void Load_DocumentedExample_IsAllDefaults()
    {
        File.Copy(Path.Combine(Repository.Root, "config", "appsettings.example.json"), Path.Combine(Directory.CreateDirectory(Working).FullName, "mine.json"));
        var documented = Load(new NodeArguments { ConfigFile = "mine.json" });
        File.Delete(Path.Combine(Working, "mine.json"));
        var defaults = Load(new NodeArguments { DefaultEmulators = 4 });
        Assert.Equal(OptionDump.Of(defaults.Node), OptionDump.Of(documented.Node));
        Assert.Equal(OptionDump.Of(defaults.Http), OptionDump.Of(documented.Http));
    }

    [Fact]
    public void Load_DocumentedExample_NamesEveryOption()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "config", "appsettings.example.json"));
        var names = OptionDump.Of(Load(new NodeArguments()).Node).Concat(OptionDump.Of(Load(new NodeArguments()).Http))
            .Select(line => line[..line.IndexOf('=', StringComparison.Ordinal)].Split(':').Last(part => !int.TryParse(part, out _)));
        foreach (var name in names)
            Assert.Contains($"\"{name}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_StaticSlotsExample_IsValid()
    {
        var settings = Load(new NodeArguments { ConfigFile = Path.Combine(Repository.Root, "config", "static-slots.json") });
        Assert.Equal(2, settings.Node.Emulators.Count);
        Assert.Equal(2, settings.Node.Pool.StaticSlots.Count);
        Assert.Equal(0, settings.Node.Pool.EmbeddedSlots);
    }

    private NodeSettings Load(NodeArguments arguments) => NodeSettings.Load(new ConfigurationPlace(Program, Working, _environment), arguments);

    private static string Http(string json) => "{\"ActorInput\":{\"Http\":" + json + "}}";

    private static void Write(string folder, string name, string text) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder).FullName, name), text);
}
