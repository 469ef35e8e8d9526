using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>
/// The synchronous methods, for callers without async. They block the calling thread; do not use them in actors, whose threads are shared.
/// </summary>
public sealed partial class EmulatorPool
{
    /// <inheritdoc cref="AcquireAsync(TimeSpan, CancellationToken)"/>
    public EmulatorLease Acquire(TimeSpan timeout) => BlockingCall.Wait(() => AcquireAsync(timeout));

    /// <inheritdoc cref="AcquireAsync(LeaseRequest, CancellationToken)"/>
    public EmulatorLease Acquire(LeaseRequest request) => BlockingCall.Wait(() => AcquireAsync(request));

    /// <inheritdoc cref="ExecuteScriptAsync"/>
    public BatchExecution ExecuteScript(string script, ScriptRequest? request = null) => BlockingCall.Wait(() => ExecuteScriptAsync(script, request));

    /// <inheritdoc cref="HealthCheckAsync"/>
    public PoolHealth HealthCheck() => BlockingCall.Wait(() => HealthCheckAsync());

    /// <inheritdoc cref="StatusAsync"/>
    public PoolStatus Status() => BlockingCall.Wait(() => StatusAsync());

    /// <inheritdoc cref="WaitForClusterAsync"/>
    public void WaitForCluster(TimeSpan timeout) => BlockingCall.Wait(() => WaitForClusterAsync(timeout));

    /// <inheritdoc cref="EmulatorHandle.SendInputAsync(string, InputTerms?, CancellationToken)"/>
    public InputReply SendInput(EmulatorId emulator, string input, InputTerms? terms = null) => this[emulator].SendInput(input, terms);

    /// <inheritdoc cref="EmulatorHandle.SendInputBatchAsync(IReadOnlyList{string}, DispatchMode, InputTerms?, CancellationToken)"/>
    public BatchReply SendInputBatch(EmulatorId emulator, IReadOnlyList<string> inputs, DispatchMode mode = DispatchMode.Coalesced, InputTerms? terms = null) =>
        this[emulator].SendInputBatch(inputs, mode, terms);

    /// <inheritdoc cref="FlushAsync"/>
    public FlushReport Flush() => BlockingCall.Wait(() => FlushAsync());

    /// <inheritdoc cref="EmulatorHandle.GetStateAsync"/>
    public StateReply GetState(EmulatorId emulator) => this[emulator].GetState();

    /// <inheritdoc cref="EmulatorHandle.GetScreenAsync"/>
    public ReadOnlyMemory<byte> GetScreen(EmulatorId emulator) => this[emulator].GetScreen();

    /// <inheritdoc cref="EmulatorHandle.ReadMemoryAsync(int, int, CancellationToken)"/>
    public ReadOnlyMemory<byte> ReadMemory(EmulatorId emulator, int address, int length) => this[emulator].ReadMemory(address, length);

    /// <inheritdoc cref="EmulatorHandle.ResetAsync"/>
    public void Reset(EmulatorId emulator) => this[emulator].Reset();

    /// <inheritdoc cref="EmulatorHandle.SaveCheckpointAsync"/>
    public CheckpointSaved SaveCheckpoint(EmulatorId emulator, string? name = null) => this[emulator].SaveCheckpoint(name);

    /// <inheritdoc cref="EmulatorHandle.LoadCheckpointAsync"/>
    public void LoadCheckpoint(EmulatorId emulator, string name) => this[emulator].LoadCheckpoint(name);
}
