using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Input;

/// <summary>The session of an emulator's actor with its server, without the actor.</summary>
internal sealed class BenchSession : IDisposable
{
    private static readonly InputSequence[] Press = [InputSequence.Parse("A")];
    private readonly EmulatorSessionFactory _factory;
    private readonly IEmulatorSession _session;

    private BenchSession(EmulatorSessionFactory factory, IEmulatorSession session) => (_factory, _session) = (factory, session);

    public static async Task<BenchSession> OpenAsync(Uri game)
    {
        var factory = new EmulatorSessionFactory(TimeSpan.FromSeconds(60));
        var opened = await factory.OpenAsync(game, new Actors.Sessions.SessionOptions(), 1, CancellationToken.None);
        return opened.Value is { } session ? new BenchSession(factory, session) : throw new InvalidOperationException(opened.Failure!.Detail);
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
