using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>A session with a <see cref="ScriptedGame"/>.</summary>
internal sealed class ScriptedSession(ScriptedGame game, Uri address, SessionInfo info) : IEmulatorSession
{
    public Uri Address => address;

    public SessionInfo Info
    {
        get
        {
            game.ThrowInfoFault();
            return info;
        }
    }

    public static async Task<SessionResult<IEmulatorSession>> OpenAsync(ScriptedGame game, Uri address, long atLeastEpoch, CancellationToken cancellation)
    {
        await game.HangAsync(game.HangsOnOpen, cancellation);
        if (game.OpenFailures.TryDequeue(out var failure))
            return failure;
        game.Opened++;
        var info = new SessionInfo(game.Dialect, atLeastEpoch, "SCRIPT", game.Life, OrderedResults: true) { Identity = game.Identity, StateProblem = game.StateProblem };
        return new(new ScriptedSession(game, address, info), null);
    }

    public string? FirstUnsupported(InputSequence input)
    {
        foreach (var step in input.Steps)
        {
            if (step.IsChord && !game.Chords)
                return InputSequence.FromSteps(step).ToString();
        }

        return null;
    }

    public SendTicket Prepare(IReadOnlyList<InputSequence> inputs) => new ScriptedGame.ScriptedTicket(inputs);

    public string? WhyNot(GameWrite write) => game.Writes ? null : "This game takes no writes.";

    public SendTicket Prepare(GameWrite write) => new ScriptedGame.ScriptedTicket(write);

    public ValueTask<SendStatus> SendAsync(SendTicket ticket, CancellationToken cancellation) => game.SendAsync(ticket, cancellation);

    public async Task<bool> ResolveAsync(IReadOnlyList<SendTicket> unanswered, CancellationToken cancellation)
    {
        await game.HangAsync(game.HangsOnResolve, cancellation);
        foreach (var ticket in unanswered.Cast<ScriptedGame.ScriptedTicket>())
        {
            if (ticket.Fault is ScriptedFault.Died or ScriptedFault.DiedHalfway or ScriptedFault.Unknowable)
                Array.Fill(ticket.Applied, SendTicket.NotKnown, ticket.Known, ticket.Applied.Length - ticket.Known);
            if (ticket.Fault is ScriptedFault.Died or ScriptedFault.DiedHalfway)
                ticket.Failure = new SessionFailure(ReplyCode.ServerUnreachable, "scripted: the claim found no connection.");
        }

        return !unanswered.Cast<ScriptedGame.ScriptedTicket>().Any(ticket => ticket.Fault is ScriptedFault.Died or ScriptedFault.DiedHalfway);
    }

    public Task<SessionResult<SessionState>> GetStateAsync(CancellationToken cancellation) => game.GetStateAsync(cancellation);

    public Task<SessionResult<byte[]>> GetScreenAsync(CancellationToken cancellation) => Task.FromResult<SessionResult<byte[]>>(new byte[] { 1 });

    public Task<SessionResult<byte[]>> ReadMemoryAsync(MemoryRange range, CancellationToken cancellation) =>
        Task.FromResult<SessionResult<byte[]>>(new byte[range.Length]);

    public Task<SessionResult<byte[]>> ReadBatteryAsync(CancellationToken cancellation) => Task.FromResult<SessionResult<byte[]>>(new byte[] { 1 });

    public Task<SessionResult<SessionInfo>> StartFreshAsync(CancellationToken cancellation) => ResetAsync(cancellation);

    public async Task<SessionResult<SessionInfo>> ResetAsync(CancellationToken cancellation) =>
        await game.ResetAsync(cancellation) is { } failure ? failure : info;

    public Task<SessionResult<byte[]>> SaveStateAsync(CancellationToken cancellation) => Task.FromResult(game.Save());

    public Task<SessionResult<SessionInfo>> LoadStateAsync(ReadOnlyMemory<byte> state, CancellationToken cancellation) =>
        Task.FromResult(game.Load(state, info));

    public void Dispose()
    {
    }
}
