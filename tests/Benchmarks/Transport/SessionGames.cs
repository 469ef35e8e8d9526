using System.Net.Sockets;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Transport;

/// <summary>The product's sessions with some games of one server, which share connections as those of a node do.</summary>
internal sealed class SessionGames : IDisposable
{
    private readonly EmulatorSessionFactory _factory;
    private readonly IEmulatorSession[] _sessions;
    private readonly InputSequence[] _press;

    private SessionGames(EmulatorSessionFactory factory, IEmulatorSession[] sessions, string press)
    {
        (_factory, _sessions) = (factory, sessions);
        _press = [InputSequence.Parse(press)];
    }

    /// <summary>Opens the sessions.</summary>
    /// <param name="games">The games' addresses.</param>
    /// <param name="press">What they send.</param>
    /// <param name="socket">The Unix socket by which the server is reached; null to go by its address.</param>
    public static async Task<SessionGames> OpenAsync(IReadOnlyList<Uri> games, string press, string? socket = null)
    {
        var factory = socket is null ? new EmulatorSessionFactory(TimeSpan.FromSeconds(60)) : new EmulatorSessionFactory(OverSocket(socket), null);
        var sessions = new IEmulatorSession[games.Count];
        for (var i = 0; i < sessions.Length; i++)
        {
            var opened = await factory.OpenAsync(games[i], new Actors.Sessions.SessionOptions(), 1, CancellationToken.None);
            sessions[i] = opened.Value ?? throw new InvalidOperationException(opened.Failure!.Detail);
        }

        return new SessionGames(factory, sessions, press);
    }

    /// <summary>Sends one input to the game and waits for the answer.</summary>
    public async Task SendAsync(int game)
    {
        var ticket = _sessions[game].Prepare(_press);
        if (await _sessions[game].SendAsync(ticket, CancellationToken.None) != SendStatus.Answered)
            throw new InvalidOperationException(ticket.Failure?.Detail);
    }

    public void Dispose()
    {
        foreach (var session in _sessions)
            session.Dispose();
        _factory.Dispose();
    }

    private static SocketsHttpHandler OverSocket(string path) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        MaxResponseDrainSize = 0,
        MaxConnectionsPerServer = 256,
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
