using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Input;

/// <summary>The session that an emulator's actor holds with its server, without the actor around it.</summary>
internal sealed class BenchSession : IDisposable
{
    private static readonly InputSequence[] Press = [InputSequence.Parse("A")];
    private readonly EmulatorSessionFactory _factory = new(TimeSpan.FromSeconds(60));
    private readonly IEmulatorSession _session;

    private BenchSession(Uri game) => _session = _factory.Create(game, new Actors.Sessions.SessionOptions());

    public static async Task<BenchSession> OpenAsync(Uri game)
    {
        var session = new BenchSession(game);
        var opened = await session._session.OpenAsync(1, CancellationToken.None);
        return opened.Failure is { } failure ? throw new InvalidOperationException(failure.Detail) : session;
    }

    /// <summary>Presses one button over the kept connection.</summary>
    public async Task SendAsync()
    {
        var ticket = _session.Prepare(Press);
        if (await _session.SendAsync(ticket, CancellationToken.None) != SendStatus.Answered)
            throw new InvalidOperationException(ticket.Failure?.Detail);
    }

    public void Dispose()
    {
        _session.Dispose();
        _factory.Dispose();
    }
}
