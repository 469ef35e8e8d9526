using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ActorInput.Actors.Wire;
using ActorInput.Benchmarks.Buffering;
using ActorInput.Benchmarks.Cluster;
using ActorInput.Benchmarks.Common;
using ActorInput.Benchmarks.Determinism;
using ActorInput.Benchmarks.Emulator;
using ActorInput.Benchmarks.Footprint;
using ActorInput.Benchmarks.Input;
using ActorInput.Benchmarks.Lane;
using ActorInput.Benchmarks.Promises;
using ActorInput.Benchmarks.Server;
using ActorInput.Benchmarks.Soak;
using ActorInput.Benchmarks.Stops;
using ActorInput.Benchmarks.Transport;
using ActorInput.Host.Common;
using ActorInput.Host.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Spectre.Console;

namespace ActorInput.Benchmarks.Commands;

/// <summary>The commands of <c>./run bench</c>. They measure on this machine, together with the baselines in one run.</summary>
internal static class BenchCommands
{
    private static readonly string Program = $"{TypedCommand.Or("./run")} bench";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static RootCommand Create()
    {
        var bench = new RootCommand("Measure on this machine: what an input costs, what gathering gains, what an emulator weighs");
        bench.Options.Remove(bench.Options.OfType<VersionOption>().Single()); // The version is the product's, and ./run --version tells it.
        CommandLineRunner.ShowExamples(bench, Program, "input", "emulator --json");
        bench.Subcommands.Add(CreateRun(
            "input", "The path of an input over real HTTP, beside a bare client", (options, _, report, token) => new InputBench(options, report).RunAsync(token), InputBench.Parts,
            InputBench.StepsOf));
        bench.Subcommands.Add(CreateRun(
            "buffering",
            "What gathering does to patterns of presses: none, fixed and predictive, in virtual time",
            (_, _, report, token) => Task.Run(() => new BufferingBench(report).Run(token), token),
            steps: _ => BufferingBench.Steps));
        bench.Subcommands.Add(CreateRun(
            "emulator", "Frames a second through the emulator server, beside a bare loop over the core", RunEmulatorAsync, steps: EmulatorBench.StepsOf));
        bench.Subcommands.Add(CreateRun(
            "footprint", "Memory and processor of 10,000 idle and 1,000 active emulators", (_, _, report, token) => new FootprintBench(report).RunAsync(token),
            steps: _ => FootprintBench.Steps));
        bench.Subcommands.Add(CreateRun(
            "lane", "Asks a second between two processes: Akka.Remote, and the lane", (options, _, report, token) => new LaneBench(options, report).RunAsync(token)));
        bench.Subcommands.Add(CreateRun(
            "cluster",
            "Several nodes: inputs from one to another, batches with one slow node, a node that stops or is killed",
            (options, _, report, token) => new ClusterBench(options, report).RunAsync(token),
            ClusterBench.Parts));
        bench.Subcommands.Add(CreateRun(
            "transport",
            "Ways between a node and an emulator server: sockets, HTTP/2, combined and compressed requests, copies, shared memory",
            (options, _, report, token) => new TransportBench(options, report).RunAsync(token),
            TransportBench.Parts));
        bench.Subcommands.Add(TransportPeer.Create());
        bench.Subcommands.Add(SoakCommand.Create(Arguments));
        bench.Subcommands.Add(StopsCommand.Create(Arguments));
        bench.Subcommands.Add(DeterminismCommand.Create());
        bench.Subcommands.Add(PromisesCommand.Create());
        bench.Subcommands.Add(CreateServer());
        bench.Subcommands.Add(CreateLaneNode());
        bench.Subcommands.Add(ClusterBenchNode.Create());
        return bench;
    }

    public static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error) =>
        new CommandLineRunner(Create(), Program).RunAsync(arguments, output, error);

    private static async Task<IReadOnlyList<BenchRow>> RunEmulatorAsync(
        BenchOptions options, (string? Rom, string? Core) files, Action<string> report, CancellationToken token)
    {
        using var factory = GameFiles.Load(files.Rom, files.Core);
        return await new EmulatorBench(options, factory, report).RunAsync(token);
    }

    private static Command CreateRun(
        string name,
        string description,
        Func<BenchOptions, (string? Rom, string? Core), Action<string>, CancellationToken, Task<IReadOnlyList<BenchRow>>> run,
        IReadOnlyList<string>? parts = null,
        Func<BenchOptions, int>? steps = null)
    {
        var command = new Command(name, description);
        var rom = GameFileOptions.Rom();
        var core = GameFileOptions.Core();
        var rounds = WholeOption.Create("--rounds", "N", "Rounds of each case [default: 7]", 1, 1_000);
        var json = new Option<bool>("--json") { Description = "Print the result as JSON" };
        var only = new Option<string?>("--only") { Description = $"One part of it: {string.Join(", ", parts ?? [])}", HelpName = "PART" };
        only.AcceptOnlyFromAmong([.. parts ?? []]);
        foreach (var option in new Option[] { rom, core, rounds, json })
            command.Options.Add(option);
        if (parts is not null)
            command.Options.Add(only);
        command.SetAction(async (result, token) =>
        {
            var files = (Rom: result.GetValue(rom), Core: result.GetValue(core));
            var options = new BenchOptions { Rounds = result.GetValue(rounds) ?? 7, Only = parts is null ? null : result.GetValue(only), EmulatorArguments = Arguments(files) };
            var rows = await WithProgressAsync(report => run(options, files, report, token), steps?.Invoke(options));
            await ShowAsync(rows, result.GetValue(json), result.InvocationConfiguration.Output);
            return 0;
        });
        return command;
    }

    private static Command CreateServer()
    {
        var command = new Command("server", "The other end of the benchmarks") { Hidden = true };
        var service = new Option<string>("--service") { DefaultValueFactory = _ => "instant", Description = "instant, serial:MS or parallel:MS" };
        var socket = new Option<string?>("--socket") { Description = "The path of a Unix socket on which it listens too" };
        var http2 = new Option<bool>("--http2") { Description = "It speaks HTTP/2 instead of HTTP/1.1" };
        var games = WholeOption.Create("--games", "N", "Real games, one frame pressed for each request [default: none]", 1, 256);
        var (rom, core) = (GameFileOptions.Rom(), GameFileOptions.Core());
        foreach (var option in new Option[] { service, socket, http2, games, rom, core })
            command.Options.Add(option);
        command.SetAction(async (result, token) =>
        {
            StandardInputWatch.Start();
            using var real = result.GetValue(games) is { } count ? new BenchGames(count, result.GetValue(rom), result.GetValue(core)) : null;
            using var server = new BenchServer(ServiceTime.Parse(result.GetValue(service)!), real);
            await using var app = await server.StartAsync(result.GetValue(socket), result.GetValue(http2) ? HttpProtocols.Http2 : HttpProtocols.Http1);
            await result.InvocationConfiguration.Output.WriteLineAsync($$"""{"ready":"{{app.Urls.First()}}"}""");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        });
        return command;
    }

    private static Command CreateLaneNode()
    {
        var command = new Command("lane-node", "The other end of the lane's benchmark") { Hidden = true };
        var certificate = new Option<string?>("--certificate") { Description = "With TLS: this node's certificate" };
        var key = new Option<string?>("--key") { Description = "Its key" };
        var authority = new Option<string?>("--authority") { Description = "The authority's certificate" };
        foreach (var option in new[] { certificate, key, authority })
            command.Options.Add(option);
        command.SetAction(async (result, token) =>
        {
            StandardInputWatch.Start();
            var tls = result.GetValue(certificate) is { } file
                ? new TlsOptions { CertificateFile = file, KeyFile = result.GetValue(key), AuthorityFile = result.GetValue(authority)! }
                : null;
            await using var node = await LaneBenchNode.StartAsync(tls, lane: true);
            await result.InvocationConfiguration.Output.WriteLineAsync($$"""{"ready":"{{node.Ready}}"}""");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        });
        return command;
    }

    private static List<string> Arguments((string? Rom, string? Core) files)
    {
        var arguments = new List<string>();
        if (files.Rom is { } rom)
            arguments.AddRange(["--rom", rom]);
        if (files.Core is { } core)
            arguments.AddRange(["--core", core]);
        return arguments;
    }

    /// <param name="run">Reports what it begins.</param>
    /// <param name="steps">How often; null when that is not known before.</param>
    private static async Task<IReadOnlyList<BenchRow>> WithProgressAsync(Func<Action<string>, Task<IReadOnlyList<BenchRow>>> run, int? steps)
    {
        // Progress goes to standard error; only the result goes to standard output.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
            return await run(what => Console.Error.WriteLine(what));
        var progress = console.Progress().Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn(), new ElapsedTimeColumn());
        return await progress.StartAsync(context =>
        {
            var begun = 0;
            var task = context.AddTask("starting", maxValue: steps ?? 1);
            task.IsIndeterminate = steps is null;
            return run(what =>
            {
                task.Description = Markup.Escape(what);
                if (steps is not null)
                    task.Value = begun++; // What begins now is not done yet.
            });
        });
    }

    private static async Task ShowAsync(IReadOnlyList<BenchRow> rows, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(rows, Json));
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
            console.Profile.Width = 140;
        foreach (var group in rows.GroupBy(row => row.Group, StringComparer.Ordinal))
        {
            var table = new Table().RoundedBorder().Title(Markup.Escape(group.Key)).AddColumn("");
            foreach (var column in new[] { "median", "low", "high", "ratio" })
                table.AddColumn(new TableColumn(column).RightAligned());
            foreach (var row in group)
                table.AddRow(Markup.Escape(row.Case), $"{Number(row.Median)} {Markup.Escape(row.Unit)}", Number(row.Low), Number(row.High), row.Ratio is { } ratio ? $"{Number(ratio)} x" : "");
            console.Write(table);
        }
    }

    private static string Number(double value) => value.ToString(value < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture);
}
