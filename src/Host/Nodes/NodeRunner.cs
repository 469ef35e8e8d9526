using System.Text.Json;
using ActorInput.Host.Common;
using ActorInput.Host.Configuration;
using ActorInput.Host.Gateway;
using Microsoft.AspNetCore.Connections;

namespace ActorInput.Host.Nodes;

/// <summary>Runs a node until the process is told to end.</summary>
internal static partial class NodeRunner
{
    public static async Task<int> RunAsync(NodeArguments arguments, TextWriter output, CancellationToken token)
    {
        var settings = NodeSettings.Load(ConfigurationPlace.Current(), arguments);
        var warnings = Check(settings, arguments);
        await using var app = NodeApplication.Build(settings, arguments.HasAgent);
        foreach (var warning in warnings)
            LogWarning(app.Logger, warning);
        var screen = new StartScreen(arguments.Json);
        screen.Begin(settings);
        await StartAsync(app, settings, token);

        var address = app.Urls.First();
        if (!await screen.WaitUntilReadyAsync(app.Services.GetRequiredService<NodeReadiness>(), TimeProvider.System, app.Lifetime.ApplicationStopping))
        {
            await NodeStop.WhenAskedAsync(app, TimeProvider.System, token);
            return 0;
        }

        screen.End(settings, address, arguments.HasAgent);
        await output.WriteLineAsync(arguments.Json
            ? JsonSerializer.Serialize(new NodeReadyBody(address, [.. settings.Node.Emulators]), NodeJson.Instance.NodeReadyBody)
            : $"ready {address} {string.Join(' ', settings.Node.Emulators)}".TrimEnd());
        await output.FlushAsync(token);
        await NodeStop.WhenAskedAsync(app, TimeProvider.System, token);
        return 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger log, string warning);

    /// <summary>Checks what can be checked before anything starts.</summary>
    /// <returns>The warnings about a cartridge that plays nevertheless.</returns>
    private static IReadOnlyList<string> Check(NodeSettings settings, NodeArguments arguments)
    {
        Ports.Check((settings.Http.Host, settings.Http.Port, "--http"), (settings.ClusterAddress, settings.Node.ClusterPort, "--cluster"));
        var startsGames = settings.Node.Pool.EmbeddedSlots > 0 && settings.StartsItself;
        // A cartridge that is not used is checked too, so that a wrong file is reported at start and not when it is needed.
        var warnings = startsGames || arguments.Rom is not null || arguments.Battery is not null ? GameFiles.CheckRom(arguments.Rom, arguments.Battery) : [];
        if (startsGames)
            GameFiles.CheckCore(arguments.Core);
        else if (arguments.OptionsOfGames is [_, ..] idle)
            Console.Error.WriteLine($"Warning: without effect: {string.Join(", ", idle)}. The node starts no emulator servers of this program.");
        if (settings.Node.Checkpoints.Directory is { } folder)
            DataFolder.Check(folder, "checkpoints", "--data, or as ActorInput:Checkpoints:Directory");
        if (!settings.Http.IsLoopback)
            Console.Error.WriteLine($"Warning: the node listens on {settings.Http.Host}; whoever reaches it can play, because it asks for no key.");
        return warnings;
    }

    private static async Task StartAsync(WebApplication app, NodeSettings settings, CancellationToken token)
    {
        try
        {
            await app.StartAsync(token);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new CommandException(
                $"Port {settings.Http.Port} on {settings.Http.Host} is in use by another program; give another one with --http (0 takes a free one).");
        }
    }
}
