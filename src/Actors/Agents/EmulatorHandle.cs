using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>
/// The operations on one emulator. Safe to use from several threads; inputs are applied in the order of the calls that sent them.
/// </summary>
/// <remarks>
/// The result of an input is in its reply, never an exception. A cancelled call stops waiting; the input that it sent may still be pressed. With
/// <see cref="InputTerms.DropWithSender"/> in its terms, the input is removed from the queue.
/// </remarks>
public partial class EmulatorHandle
{
    private readonly AgentCalls _calls;
    private readonly OutstandingInputs _outstanding;
    private readonly string? _lease;

    internal EmulatorHandle(EmulatorId emulator, AgentCalls calls, OutstandingInputs outstanding, string? lease)
    {
        Emulator = emulator;
        (_calls, _outstanding, _lease) = (calls, outstanding, lease);
    }

    /// <summary>The emulator.</summary>
    public EmulatorId Emulator { get; }

    /// <summary>Presses an input, for example <c>"A B START"</c>, and waits for its result.</summary>
    /// <param name="input">What to press; see <see cref="InputSequence"/> for the grammar.</param>
    /// <param name="terms">Id, deadline, priority; null: the default. The lease is added.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="EmulatorPoolException">The text is not an input; or the host has not started or has stopped.</exception>
    public Task<InputReply> SendInputAsync(string input, InputTerms? terms = null, CancellationToken cancellation = default) =>
        SendInputAsync(_calls.Parse(input), terms, cancellation);

    /// <inheritdoc cref="SendInputAsync(string, InputTerms?, CancellationToken)"/>
    public Task<InputReply> SendInputAsync(InputSequence input, InputTerms? terms = null, CancellationToken cancellation = default)
    {
        ThrowIfReleased();
        return _calls.SendAsync(new SendInput(Emulator, input, WithLease(terms)), cancellation);
    }

    /// <summary>
    /// Presses an input and returns at once. The task is its reply and never fails. The node that owns the emulator gathers quick inputs into one
    /// request. At most <see cref="AgentOptions.MaxOutstanding"/> inputs may be unanswered; a further input is refused as overloaded.
    /// </summary>
    /// <param name="input">What to press.</param>
    /// <param name="terms">Id, deadline, priority; null: the default. The lease is added.</param>
    /// <exception cref="EmulatorPoolException">The text is not an input.</exception>
    public Task<InputReply> SendInputOptimized(string input, InputTerms? terms = null) => SendInputOptimized(_calls.Parse(input), terms);

    /// <inheritdoc cref="SendInputOptimized(string, InputTerms?)"/>
    public Task<InputReply> SendInputOptimized(InputSequence input, InputTerms? terms = null)
    {
        ThrowIfReleased();
        var message = new SendInput(Emulator, input, WithLease(terms));
        return _outstanding.Send(Emulator, input, () => _calls.SendAsync(message, CancellationToken.None));
    }

    /// <summary>Waits for all outstanding replies of <c>SendInputOptimized</c>, and reports the results since the last flush.</summary>
    public Task<FlushReport> FlushAsync(CancellationToken cancellation = default) => _outstanding.FlushAsync(cancellation);

    /// <summary>Presses inputs, in order, in as few requests as their emulator server allows.</summary>
    /// <param name="inputs">1 to 64 inputs (<c>Limits:MaxBatchInputs</c>).</param>
    /// <param name="mode">How they are sent.</param>
    /// <param name="terms">Id, deadline, priority of the whole; null: the default. The lease is added.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>One result per input, in order, and how many steps were applied in all.</returns>
    /// <exception cref="EmulatorPoolException">A text is not an input, or there are none or too many.</exception>
    public Task<BatchReply> SendInputBatchAsync(
        IReadOnlyList<string> inputs, DispatchMode mode = DispatchMode.Coalesced, InputTerms? terms = null, CancellationToken cancellation = default) =>
        SendInputBatchAsync(_calls.Parse(inputs), mode, terms, cancellation);

    /// <inheritdoc cref="SendInputBatchAsync(IReadOnlyList{string}, DispatchMode, InputTerms?, CancellationToken)"/>
    public Task<BatchReply> SendInputBatchAsync(
        InputBatch inputs, DispatchMode mode = DispatchMode.Coalesced, InputTerms? terms = null, CancellationToken cancellation = default)
    {
        ThrowIfReleased();
        return _calls.SendAsync(new SendBatch(Emulator, inputs, mode, WithLease(terms)), cancellation);
    }

    /// <summary>Gets the game's state now, in the format of the emulator's dialect.</summary>
    /// <exception cref="EmulatorPoolException">The emulator did not answer, or cannot tell.</exception>
    public Task<StateReply> GetStateAsync(CancellationToken cancellation = default) => QueryAsync<StateReply>(new GetState(Emulator), cancellation);

    /// <summary>Gets the picture of the game now: the bytes of a PNG file.</summary>
    /// <exception cref="EmulatorPoolException">The emulator did not answer, or cannot tell.</exception>
    public async Task<ReadOnlyMemory<byte>> GetScreenAsync(CancellationToken cancellation = default) =>
        (await QueryAsync<ScreenReply>(new GetScreen(Emulator), cancellation)).Png;

    /// <summary>Gets the emulator's status.</summary>
    /// <exception cref="EmulatorPoolException">No answer came in time.</exception>
    public Task<EmulatorStatus> GetStatusAsync(CancellationToken cancellation = default) => QueryAsync<EmulatorStatus>(new GetStatus(Emulator), cancellation);

    /// <summary>
    /// Switches the game off and on again, after the inputs that were sent before. Battery RAM is kept; the checkpoint <c>fresh</c> empties
    /// it.
    /// </summary>
    /// <exception cref="EmulatorPoolException">It was refused; or no answer came in time, and it may still run.</exception>
    public Task ResetAsync(CancellationToken cancellation = default) => CommandAsync<CommandDone>(new ResetGame(Emulator) { Lease = _lease }, cancellation);

    /// <summary>Saves the game as it is after the inputs that were sent before, where every emulator of the cluster can load it.</summary>
    /// <param name="name">1 to 64 characters of <c>a-z 0-9 - _ .</c>; a checkpoint of the same name is replaced. Null makes a name.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="EmulatorPoolException">The name breaks the rule, the emulator cannot save, or no answer came in time.</exception>
    public Task<CheckpointSaved> SaveCheckpointAsync(string? name = null, CancellationToken cancellation = default) =>
        name is not null && CheckpointNames.Problem(name) is { } problem
            ? throw AgentCalls.Invalid(problem)
            : CommandAsync<CheckpointSaved>(new SaveCheckpoint(Emulator, name), cancellation);

    /// <summary>Loads a checkpoint and continues from it, after the inputs that were sent before.</summary>
    /// <param name="name">The checkpoint's name, whichever emulator it was saved from; or <c>fresh</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="EmulatorPoolException">There is no such checkpoint, or it is of another cartridge; or no answer came in time, and it may still
    /// run.</exception>
    public Task LoadCheckpointAsync(string name, CancellationToken cancellation = default) =>
        CommandAsync<CommandDone>(new LoadCheckpoint(Emulator, name, _lease), cancellation);

    /// <summary>Throws if the lease was released.</summary>
    private protected virtual void ThrowIfReleased()
    {
    }

    private InputTerms WithLease(InputTerms? terms) => _lease is null ? terms ?? InputTerms.Default : (terms ?? InputTerms.Default) with { Lease = _lease };

    private Task<T> QueryAsync<T>(IWithEmulatorId question, CancellationToken cancellation)
        where T : class
    {
        ThrowIfReleased();
        return _calls.QueryAsync<T>(question, cancellation);
    }

    private Task<T> CommandAsync<T>(IWithEmulatorId command, CancellationToken cancellation)
        where T : class
    {
        ThrowIfReleased();
        return _calls.CommandAsync<T>(command, cancellation);
    }
}
