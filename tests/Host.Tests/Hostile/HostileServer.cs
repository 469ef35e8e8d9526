using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.Server;
using ActorInput.Host.Nodes;
using ActorInput.Host.Tests.Gateway;
using Microsoft.Extensions.Logging;

namespace ActorInput.Host.Tests.Hostile;

/// <summary>A gateway, or an emulator server, with its log.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly FailureLog _log = new();
    private Func<ValueTask> _stop = () => ValueTask.CompletedTask;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where inputs are posted.</summary>
    public string Inputs { get; private set; } = "";

    /// <summary>A body of inputs that are applied.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Paths that take a body, each with its method.</summary>
    public IReadOnlyList<string> Writes { get; private set; } = [];

    /// <summary>A path that reads a game.</summary>
    public string Reads { get; private set; } = "";

    /// <param name="kind"><c>gateway</c>, or an emulator server.</param>
    /// <param name="allowedHosts">Names by which it may be called besides those of loopback.</param>
    public static async Task<HostileServer> StartAsync(string kind, params IReadOnlyList<string> allowedHosts)
    {
        var server = new HostileServer();
        if (kind == "gateway")
            await server.StartGatewayAsync(allowedHosts);
        else
            await server.StartEmulatorServerAsync(allowedHosts);
        return server;
    }

    /// <summary>Waits until all requests have ended, and checks that the log has no failure.</summary>
    public async Task AssertNoFailureAsync()
    {
        await _stop();
        Assert.True(_log.Lines.Count == 0, string.Join('\n', _log.Lines));
    }

    public ValueTask DisposeAsync() => _stop();

    private async Task StartGatewayAsync(IReadOnlyList<string> allowedHosts)
    {
        var node = new TestNode { Log = _log, AllowedHosts = allowedHosts };
        _stop = () => new ValueTask(node.DisposeAsync());
        await node.InitializeAsync();
        var id = node.Emulator(message => message is SendInput send
            ? new InputReply(send.Emulator, InputOutcome.Applied, send.Input.Count, send.Input.Count, 1, 1, TimeSpan.Zero)
            : new CommandDone(message.Emulator));
        (Address, Inputs, Body) = (node.Client.BaseAddress!, $"/api/emulators/{id}/inputs", """{"inputs":"A"}""");
        Reads = "/api/emulators";
        Writes = [$"POST {Inputs}", $"POST /api/emulators/{id}/batches", $"POST /api/emulators/{id}/reset", "POST /api/leases", "POST /api/batches"];
    }

    private async Task StartEmulatorServerAsync(IReadOnlyList<string> allowedHosts)
    {
        var games = GameFiles.Load(null, null);
        var logs = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var server = await EmulatorServer.StartAsync(new EmulatorServerOptions { StopSeconds = 5, AllowedHosts = allowedHosts }, games, new PngPictureEncoder(), logs: logs);
        _stop = async () =>
        {
            await server.StopAsync();
            games.Dispose();
            logs.Dispose();
            _stop = () => ValueTask.CompletedTask;
        };
        (Address, Inputs, Body) = (server.Address, "/inputs", """{"inputs":["A"]}""");
        Reads = "/screen.png";
        Writes = ["POST /inputs", "POST /claim", "PUT /state", "POST /action", "POST /initialize", "POST /save_state", "POST /direct/input", "POST /direct/checkpoint/load", "POST /action?epoch=1&sequence=1", "POST /reset?epoch=1&sequence=9"];
    }
}
