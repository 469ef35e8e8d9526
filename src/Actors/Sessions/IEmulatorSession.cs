using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Sessions;

/// <summary>
/// A conversation with one game on an emulator server, in one dialect. It is open from the beginning (<see cref="IEmulatorSessionFactory"/>). Keeps its connection between requests. Never sends a press a second
/// time by itself. Not thread-safe: one call at a time, except <see cref="SendAsync"/> of a concurrent batch.
/// </summary>
/// <remarks>
/// Failures are values: the only exception is an <see cref="OperationCanceledException"/> when the caller's token is cancelled. A server may still
/// apply a request whose caller went away (pokemon-gym: measured 5 of 5). After a cancelled send it is therefore unknown what was applied, until
/// <see cref="ResolveAsync"/> finds it out.
/// </remarks>
public interface IEmulatorSession : IDisposable
{
    /// <summary>The game's address.</summary>
    Uri Address { get; }

    /// <summary>What the session knows of its server and game.</summary>
    SessionInfo Info { get; }

    /// <summary>
    /// The inputs with ids that were applied in this life of the game, for this owner and all earlier ones, as far as the server remembers them: all
    /// inputs of an id or none, oldest ids first. The list is final, because no earlier owner can press any more. Empty if
    /// the server knows no ids.
    /// </summary>
    Task<SessionResult<RecentInput[]>> GetRecentAsync(CancellationToken cancellation) =>
        Task.FromResult<SessionResult<RecentInput[]>>(Array.Empty<RecentInput>());

    /// <summary>
    /// The first token of the input that this dialect does not support, in canonical text; null when it supports all. Sends
    /// nothing.
    /// </summary>
    string? FirstUnsupported(InputSequence input);

    /// <summary>Makes a request for these inputs, with the next numbers of this session.</summary>
    SendTicket Prepare(IReadOnlyList<InputSequence> inputs);

    /// <summary>Why this server does not support the write, as a sentence; null when it does. Sends nothing.</summary>
    string? WhyNot(GameWrite write);

    /// <summary>Makes a request for this write, with the next number of this session. Call it only if <see cref="WhyNot"/> is null.</summary>
    SendTicket Prepare(GameWrite write);

    /// <summary>Sends the request, once, and waits for its answer up to the session's timeout.</summary>
    ValueTask<SendStatus> SendAsync(SendTicket ticket, CancellationToken cancellation);

    /// <summary>
    /// Finds out how much of all unanswered requests was applied. They must be given in the order in which they were prepared. If it returns true,
    /// each ticket's <see cref="SendTicket.Applied"/> is final: a step that it does not count was not applied and will not be, however late its
    /// request arrives. <see cref="SendTicket.NotKnown"/> stands for inputs whose result cannot be known. May take a new epoch.
    /// </summary>
    /// <returns>
    /// False if the server cannot be asked, because it is gone or has another owner. The tickets' failures say why, and nothing more is known than
    /// before.
    /// </returns>
    Task<bool> ResolveAsync(IReadOnlyList<SendTicket> unanswered, CancellationToken cancellation);

    /// <summary>The game's state as a JSON object.</summary>
    Task<SessionResult<SessionState>> GetStateAsync(CancellationToken cancellation);

    /// <summary>The present picture, a PNG file.</summary>
    Task<SessionResult<byte[]>> GetScreenAsync(CancellationToken cancellation);

    /// <summary>Memory as the game's processor sees it, or of one bank.</summary>
    Task<SessionResult<byte[]>> ReadMemoryAsync(MemoryRange range, CancellationToken cancellation);

    /// <summary>Gets the contents of the cartridge's battery RAM.</summary>
    Task<SessionResult<byte[]>> ReadBatteryAsync(CancellationToken cancellation);

    /// <summary>Switches the game off and on again; battery RAM is kept if the dialect knows batteries.</summary>
    /// <returns>What is known of the session after it.</returns>
    Task<SessionResult<SessionInfo>> ResetAsync(CancellationToken cancellation);

    /// <summary>Starts the game as new: with an empty battery, or the one that its server was started with.</summary>
    /// <returns>What is known of the session after it.</returns>
    Task<SessionResult<SessionInfo>> StartFreshAsync(CancellationToken cancellation);

    /// <summary>Saves the game as bytes that <see cref="LoadStateAsync"/> can load.</summary>
    Task<SessionResult<byte[]>> SaveStateAsync(CancellationToken cancellation);

    /// <summary>Loads saved bytes into the game.</summary>
    Task<SessionResult<SessionInfo>> LoadStateAsync(ReadOnlyMemory<byte> state, CancellationToken cancellation);
}
