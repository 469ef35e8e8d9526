using ActorInput.Host.Configuration;
using ActorInput.Host.Gateway;
using Spectre.Console;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Shows how a node starts: a moving line on a terminal, plain lines on standard error elsewhere. Standard output carries only the ready line.
/// </summary>
internal sealed class StartScreen
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private readonly bool _isTerminal;
    private readonly IAnsiConsole _console;

    /// <param name="plain">Plain lines even on a terminal.</param>
    public StartScreen(bool plain)
    {
        _isTerminal = !plain && !Console.IsOutputRedirected && !Console.IsErrorRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        _console = _isTerminal ? AnsiConsole.Console : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Ansi = AnsiSupport.No });
    }

    /// <summary>Shows what is being started.</summary>
    public void Begin(NodeSettings settings)
    {
        var pool = settings.Node.Pool;
        var slots = pool.StaticSlots.Count == 0 ? $"{pool.EmbeddedSlots} slots" : $"{pool.EmbeddedSlots} own slots, {pool.StaticSlots.Count} elsewhere";
        if (_isTerminal)
            _console.MarkupLineInterpolated($"[bold]ActorInput[/] · {settings.Node.Emulators.Count} emulators, {slots}");
        else
            Console.Error.WriteLine($"ActorInput: {settings.Node.Emulators.Count} emulators, {slots}");
    }

    /// <summary>Waits until the node is ready, and shows what it waits for. False when the process is told to end before.</summary>
    public async Task<bool> WaitUntilReadyAsync(NodeReadiness readiness, TimeProvider time, CancellationToken stopping)
    {
        try
        {
            if (_isTerminal)
                await _console.Status().Spinner(Spinner.Known.Dots).StartAsync("Starting…", context => WaitAsync(readiness, time, text => context.Status(Markup.Escape($"Starting: {text}")), stopping));
            else
                await WaitAsync(readiness, time, text => Console.Error.WriteLine($"starting: {text}"), stopping);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Shows the addresses of the page and the API, and a command that presses.</summary>
    public void End(NodeSettings settings, string address, bool hasAgent)
    {
        if (!_isTerminal)
            return;
        var rows = new Grid().AddColumn().AddColumn();
        rows.AddRow("[bold]Page[/]", $"[link]{address}/[/]");
        rows.AddRow("[bold]API[/]", $"{address}/scalar");
        if (settings.Node.Emulators.Count > 0)
        {
            rows.AddRow("[bold]Press[/]", Markup.Escape($"curl {address}/api/emulators/{settings.Node.Emulators[0]}/inputs -d '{{\"inputs\":\"RIGHT RIGHT A\"}}'"));
            if (hasAgent && settings.Node.Emulators.Count > 1)
                rows.AddRow("[bold]Agent[/]", $"plays all but {settings.Node.Emulators[0]}");
        }

        rows.AddRow("[bold]End[/]", "Ctrl-C");
        _console.Write(new Panel(rows).RoundedBorder().Header(" ready "));
    }

    private static async Task WaitAsync(NodeReadiness readiness, TimeProvider time, Action<string> show, CancellationToken stopping)
    {
        var progress = new StartProgress(time);
        while (true)
        {
            var report = await readiness.LookAsync(stopping);
            if (report.IsReady)
                return;
            if (progress.Next(report) is { } text)
                show(text);
            await Task.Delay(LookEvery, time, stopping);
        }
    }
}
