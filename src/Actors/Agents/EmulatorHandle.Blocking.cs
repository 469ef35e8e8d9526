using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>
/// The synchronous methods, for callers without async. They block the calling thread; do not use them in actors, whose threads are shared.
/// </summary>
public partial class EmulatorHandle
{
    /// <inheritdoc cref="SendInputAsync(string, InputTerms?, CancellationToken)"/>
    public InputReply SendInput(string input, InputTerms? terms = null) => BlockingCall.Wait(() => SendInputAsync(input, terms));

    /// <inheritdoc cref="SendInputAsync(string, InputTerms?, CancellationToken)"/>
    public InputReply SendInput(InputSequence input, InputTerms? terms = null) => BlockingCall.Wait(() => SendInputAsync(input, terms));

    /// <inheritdoc cref="SendInputBatchAsync(IReadOnlyList{string}, DispatchMode, InputTerms?, CancellationToken)"/>
    public BatchReply SendInputBatch(IReadOnlyList<string> inputs, DispatchMode mode = DispatchMode.Coalesced, InputTerms? terms = null) =>
        BlockingCall.Wait(() => SendInputBatchAsync(inputs, mode, terms));

    /// <inheritdoc cref="FlushAsync"/>
    public FlushReport Flush() => BlockingCall.Wait(() => FlushAsync());

    /// <inheritdoc cref="GetStateAsync"/>
    public StateReply GetState() => BlockingCall.Wait(() => GetStateAsync());

    /// <inheritdoc cref="GetScreenAsync"/>
    public ReadOnlyMemory<byte> GetScreen() => BlockingCall.Wait(() => GetScreenAsync());

    /// <inheritdoc cref="ReadMemoryAsync(int, int, CancellationToken)"/>
    public ReadOnlyMemory<byte> ReadMemory(int address, int length) => BlockingCall.Wait(() => ReadMemoryAsync(address, length));

    /// <inheritdoc cref="ReadMemoryAsync(MemoryRange, CancellationToken)"/>
    public ReadOnlyMemory<byte> ReadMemory(MemoryRange range) => BlockingCall.Wait(() => ReadMemoryAsync(range));

    /// <inheritdoc cref="WriteMemoryAsync"/>
    public InputReply WriteMemory(int address, ReadOnlyMemory<byte> bytes, int? bank = null, InputTerms? terms = null) =>
        BlockingCall.Wait(() => WriteMemoryAsync(address, bytes, bank, terms));

    /// <inheritdoc cref="ReadBatteryAsync"/>
    public ReadOnlyMemory<byte> ReadBattery() => BlockingCall.Wait(() => ReadBatteryAsync());

    /// <inheritdoc cref="WriteBatteryAsync"/>
    public InputReply WriteBattery(ReadOnlyMemory<byte> bytes, InputTerms? terms = null) => BlockingCall.Wait(() => WriteBatteryAsync(bytes, terms));

    /// <inheritdoc cref="GetStatusAsync"/>
    public EmulatorStatus GetStatus() => BlockingCall.Wait(() => GetStatusAsync());

    /// <inheritdoc cref="ResetAsync"/>
    public void Reset() => BlockingCall.Wait(() => ResetAsync());

    /// <inheritdoc cref="SaveCheckpointAsync"/>
    public CheckpointSaved SaveCheckpoint(string? name = null) => BlockingCall.Wait(() => SaveCheckpointAsync(name));

    /// <inheritdoc cref="LoadCheckpointAsync"/>
    public void LoadCheckpoint(string name) => BlockingCall.Wait(() => LoadCheckpointAsync(name));
}
