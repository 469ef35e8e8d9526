using System.Text.Json;
using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;
using ActorInput.Host.Checks;
using ActorInput.Host.Commands;
using ActorInput.RandomCartridges;

namespace ActorInput.Host.Tests.Checks;

/// <summary>The command <c>check</c>: finds the cartridges whose states cannot be trusted, and only those.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private const int Frames = 150;

    // Offsets in mGBA's state: the first byte of work RAM, which every turn of a generated game changes, and the sound's volume.
    private const int WorkRam = 0x4400;
    private const int VolumeRegister = 0x324;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("check-command-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task CheckAsync_TenCartridgesOfWhichTwoForget_NamesBothWithFrameAndField()
    {
        var forgotten = new Dictionary<int, (int Offset, string Field)> { [3] = (WorkRam, "0xC000"), [8] = (VolumeRegister, "0xFF24") };
        for (var i = 0; i < 10; i++)
        {
            var sound = new LibretroGameFactory(CoreLocator.Find(), Cartridge(i).Build());
            using IGameFactory games = forgotten.TryGetValue(i, out var fault) ? new ForgetfulGameFactory(sound, fault.Offset) : sound;
            var body = await CheckRunner.CheckAsync(games, CheckScript.ForGame([], Frames, i), i, other: null, CancellationToken.None);
            var text = CheckText.Write(body);
            if (fault.Field is null)
            {
                Assert.True(body.Trusted, text);
                Assert.Contains("can be trusted", text, StringComparison.Ordinal);
                continue;
            }

            Assert.False(body.Trusted, text);
            Assert.Contains("CANNOT be trusted", text, StringComparison.Ordinal);
            var differing = body.Ways.Where(way => way.Frame is not null).ToList();
            Assert.Contains(differing, way => way is { Way: "restoredIntoUsed", Part: "state" } && way.Fields[0].Contains(fault.Field, StringComparison.Ordinal));
            Assert.All(differing, way => Assert.StartsWith("restored", way.Way, StringComparison.Ordinal));
            Assert.Contains($"state at frame {differing[0].Frame}: ", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Check_CartridgeInAFile_IsTrustedAlsoByAnotherProcess()
    {
        var (code, output, error) = await RunAsync("--rom", Write("game.gb", Cartridge(1).Build()), "--frames", "200", "--seed", "7", "--json");
        Assert.Equal(("", 0), (error, code));
        using var json = JsonDocument.Parse(output);
        Assert.True(json.RootElement.GetProperty("trusted").GetBoolean());
        Assert.Equal(StateCheck.AllWays.Count + 1, json.RootElement.GetProperty("ways").GetArrayLength());
        var other = json.RootElement.GetProperty("ways").EnumerateArray().Single(way => way.GetProperty("way").GetString() == "otherProcess");
        Assert.True(other.GetProperty("comparisons").GetInt32() > 5);
        Assert.InRange(json.RootElement.GetProperty("frames").GetInt64(), 200, 400);
        Assert.True(json.RootElement.GetProperty("stateSize").GetInt32() > 100_000);
        Assert.True(json.RootElement.GetProperty("framesPerSecond").GetDouble() > 0);
    }

    [Fact]
    public async Task Check_InputsInAFile_ArePlayedFirst()
    {
        var inputs = Path.Combine(_folder.FullName, "inputs.txt");
        await File.WriteAllTextAsync(inputs, "RIGHT*2 A\n\nWAIT:30 B:4\n");
        var (code, output, error) = await RunAsync("--frames", "10", "--inputs", inputs, "--state-behind", "1");
        Assert.Equal(("", 0), (error, code));
        using var games = new LibretroGameFactory(CoreLocator.Find(), Emulation.Cartridge.DemoCartridge.ReadRom());
        var expected = StateTrace.StateBehind(games, CheckScript.Of([Contracts.Inputs.InputSequence.Parse("RIGHT")], 10, 120));
        Assert.Equal(expected, Convert.FromBase64String(output.Trim()));
    }

    [Theory]
    [InlineData("A FLY", "line 2")]
    public async Task Check_BadInputFile_SaysWhere(string line, string where)
    {
        var inputs = Path.Combine(_folder.FullName, "inputs.txt");
        await File.WriteAllTextAsync(inputs, $"A\n{line}\n");
        var (code, _, error) = await RunAsync("--inputs", inputs);
        Assert.Equal(1, code);
        Assert.Contains(inputs, error, StringComparison.Ordinal);
        Assert.Contains(where, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompareAsync_OtherProcessThatDiffers_NamesFrameAndField()
    {
        using var games = new LibretroGameFactory(CoreLocator.Find(), Cartridge(1).Build());
        var steps = CheckScript.ForGame([], Frames, 1);
        var own = StateTrace.Hashes(games, steps).ToList();
        Assert.Null(await StateTrace.CompareAsync(games, own, own, steps, _ => throw new InvalidOperationException()));
        var other = own.ToList();
        other[3] = other[2];
        var theirs = StateTrace.StateBehind(games, steps.Take(3));
        theirs[StateFile.HeaderSize + WorkRam] ^= 1;
        var difference = await StateTrace.CompareAsync(games, own, other, steps, _ => Task.FromResult(theirs));
        Assert.Equal((CheckWay.OtherProcess, 3, CheckPart.State), (difference!.Way, difference.Step, difference.Part));
        Assert.Equal(steps.Take(3).Sum(step => step.Frames), difference.Frame);
        Assert.Contains("0xC000", difference.Field, StringComparison.Ordinal);
    }

    private static CartridgeProgram Cartridge(int seed) => ProgramGenerator.FromSeed((ulong)seed, CartridgeHeader.Plain);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var code = await HostCommandLine.RunAsync(["check", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
