using System.Text.Json;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.Server;
using ActorInput.Host.Common;

namespace ActorInput.Host.Nodes;

/// <summary>Runs an emulator server until the process is told to end.</summary>
internal static class EmulatorServerRunner
{
    public static async Task<int> RunAsync(EmulatorServerArguments arguments, TextWriter output, CancellationToken token)
    {
        // First of all, so that the process cannot outlive its starter while it loads.
        if (arguments.ExitWithStdin)
            StandardInputWatch.Start();
        using var stop = StopSignal.Listen(arguments.ExitWithStdin, token);
        using var logs = LoggerFactory.Create(logging => HostLogging.Configure(logging, configuration: null));
        using var games = GameFiles.Load(arguments.Rom, arguments.Core, arguments.Battery);
        await using var server = await StartAsync(arguments, games, logs, stop.Token);

        var addresses = server.Games.Select(game => game.ToString()).ToArray();
        var address = server.Address.ToString().TrimEnd('/');
        await output.WriteLineAsync(arguments.Json
            ? JsonSerializer.Serialize(new ServerReadyBody(address, addresses), NodeJson.Instance.ServerReadyBody)
            : $"ready {string.Join(' ', addresses.Length == 1 ? addresses : [address, .. addresses])}");
        await output.FlushAsync(token);
        if (arguments.Json && await Task.WhenAny(server.Check, stop.Requested) == server.Check)
            await TellAsync(await server.Check, output);
        await stop.Requested;
        return 0;
    }

    /// <summary>Tells whoever started the process that the cartridge's states cannot be trusted.</summary>
    private static async Task TellAsync(StartCheckStatus status, TextWriter output)
    {
        if (status.State != StartCheckState.Failed)
            return;
        await output.WriteLineAsync(JsonSerializer.Serialize(new ServerWarningBody(status.Detail!), NodeJson.Instance.ServerWarningBody));
        await output.FlushAsync();
    }

    private static async Task<EmulatorServer> StartAsync(
        EmulatorServerArguments arguments, IGameFactory games, ILoggerFactory logs, CancellationToken token)
    {
        var options = new EmulatorServerOptions
        {
            Port = arguments.Port,
            AllowedHosts = arguments.AllowedHosts,
            Count = arguments.Count,
            Speed = arguments.Speed,
            Timing = new PressTiming(arguments.Hold, arguments.Wait),
            StartFrames = arguments.StartFrames,
            Limits = arguments.Limits,
            CheckFrames = arguments.CheckFrames,
            StateDirectory = StateFolder(arguments),
            StopSeconds = 2,
        };
        // A node's own servers store nothing there unless somebody uses their pokemon-gym API.
        if (!arguments.ExitWithStdin)
            DataFolder.Check(StateFolder(arguments), "state files", "--data");
        try
        {
            Ports.Check((options.Address, options.Port, "--port"));
            return await EmulatorServer.StartAsync(options, games, new PngPictureEncoder(), logs: logs, cancellation: token);
        }
        catch (Exception failure) when (failure is IOException or InvalidCoreException)
        {
            throw new CommandException(failure.Message);
        }
    }

    /// <summary>Where <c>/save_state</c> and the like keep their files: <c>states</c> in the data folder, with a folder for each game where there are several.</summary>
    private static string StateFolder(EmulatorServerArguments arguments) => Path.Combine(Path.GetFullPath(arguments.Data), "states");
}
