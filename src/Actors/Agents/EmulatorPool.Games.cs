using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>Emulators without a lease: others may press too, and while one of them holds a lease, inputs are refused (<c>Leased</c>).</summary>
public sealed partial class EmulatorPool
{
    /// <summary>Gets an emulator, without a lease.</summary>
    public EmulatorHandle this[EmulatorId emulator] => new(emulator, _calls, _outstanding, lease: null);

    /// <inheritdoc cref="EmulatorHandle.SendInputAsync(string, InputTerms?, CancellationToken)"/>
    public Task<InputReply> SendInputAsync(EmulatorId emulator, string input, InputTerms? terms = null, CancellationToken cancellation = default) =>
        this[emulator].SendInputAsync(input, terms, cancellation);

    /// <inheritdoc cref="EmulatorHandle.SendInputAsync(string, InputTerms?, CancellationToken)"/>
    public Task<InputReply> SendInputAsync(EmulatorId emulator, InputSequence input, InputTerms? terms = null, CancellationToken cancellation = default) =>
        this[emulator].SendInputAsync(input, terms, cancellation);

    /// <inheritdoc cref="EmulatorHandle.SendInputOptimized(string, InputTerms?)"/>
    public Task<InputReply> SendInputOptimized(EmulatorId emulator, string input, InputTerms? terms = null) => this[emulator].SendInputOptimized(input, terms);

    /// <inheritdoc cref="EmulatorHandle.SendInputOptimized(string, InputTerms?)"/>
    public Task<InputReply> SendInputOptimized(EmulatorId emulator, InputSequence input, InputTerms? terms = null) =>
        this[emulator].SendInputOptimized(input, terms);

    /// <summary>Waits for all replies of the pool's own <c>SendInputOptimized</c>, not of its leases', and reports the results since the last flush.</summary>
    public Task<FlushReport> FlushAsync(CancellationToken cancellation = default) => _outstanding.FlushAsync(cancellation);

    /// <inheritdoc cref="EmulatorHandle.SendInputBatchAsync(IReadOnlyList{string}, DispatchMode, InputTerms?, CancellationToken)"/>
    public Task<BatchReply> SendInputBatchAsync(
        EmulatorId emulator,
        IReadOnlyList<string> inputs,
        DispatchMode mode = DispatchMode.Coalesced,
        InputTerms? terms = null,
        CancellationToken cancellation = default) =>
        this[emulator].SendInputBatchAsync(inputs, mode, terms, cancellation);

    /// <inheritdoc cref="EmulatorHandle.GetStateAsync"/>
    public Task<StateReply> GetStateAsync(EmulatorId emulator, CancellationToken cancellation = default) => this[emulator].GetStateAsync(cancellation);

    /// <inheritdoc cref="EmulatorHandle.GetScreenAsync"/>
    public Task<ReadOnlyMemory<byte>> GetScreenAsync(EmulatorId emulator, CancellationToken cancellation = default) =>
        this[emulator].GetScreenAsync(cancellation);

    /// <inheritdoc cref="EmulatorHandle.ReadMemoryAsync(int, int, CancellationToken)"/>
    public Task<ReadOnlyMemory<byte>> ReadMemoryAsync(EmulatorId emulator, int address, int length, CancellationToken cancellation = default) =>
        this[emulator].ReadMemoryAsync(address, length, cancellation);

    /// <inheritdoc cref="EmulatorHandle.WriteMemoryAsync"/>
    public Task<InputReply> WriteMemoryAsync(
        EmulatorId emulator, int address, ReadOnlyMemory<byte> bytes, int? bank = null, InputTerms? terms = null, CancellationToken cancellation = default) =>
        this[emulator].WriteMemoryAsync(address, bytes, bank, terms, cancellation);

    /// <inheritdoc cref="EmulatorHandle.ReadBatteryAsync"/>
    public Task<ReadOnlyMemory<byte>> ReadBatteryAsync(EmulatorId emulator, CancellationToken cancellation = default) =>
        this[emulator].ReadBatteryAsync(cancellation);

    /// <inheritdoc cref="EmulatorHandle.WriteBatteryAsync"/>
    public Task<InputReply> WriteBatteryAsync(
        EmulatorId emulator, ReadOnlyMemory<byte> bytes, InputTerms? terms = null, CancellationToken cancellation = default) =>
        this[emulator].WriteBatteryAsync(bytes, terms, cancellation);

    /// <inheritdoc cref="EmulatorHandle.ResetAsync"/>
    public Task ResetAsync(EmulatorId emulator, CancellationToken cancellation = default) => this[emulator].ResetAsync(cancellation);

    /// <inheritdoc cref="EmulatorHandle.SaveCheckpointAsync"/>
    public Task<CheckpointSaved> SaveCheckpointAsync(EmulatorId emulator, string? name = null, CancellationToken cancellation = default) =>
        this[emulator].SaveCheckpointAsync(name, cancellation);

    /// <inheritdoc cref="EmulatorHandle.LoadCheckpointAsync"/>
    public Task LoadCheckpointAsync(EmulatorId emulator, string name, CancellationToken cancellation = default) =>
        this[emulator].LoadCheckpointAsync(name, cancellation);
}
