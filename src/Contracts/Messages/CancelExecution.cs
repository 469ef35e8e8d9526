using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Stop an execution on its emulator between two inputs. From a batch balancer to an emulator. Not answered: the execution is, with how far it
/// came.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="ExecutionId">The execution, or the input id of a plain batch that waits.</param>
/// <param name="TimedOut">Whether it is stopped because its time is up, not because somebody cancelled it.</param>
public sealed record CancelExecution(EmulatorId Emulator, string ExecutionId, bool TimedOut) : IWithEmulatorId, IWireMessage;
