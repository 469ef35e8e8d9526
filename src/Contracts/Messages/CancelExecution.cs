using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Stops an execution on its emulator between two inputs. Sent by a batch balancer to an emulator. It has no answer of its own: the answer to the
/// execution says how far it came.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="ExecutionId">The execution, or the input id of a plain batch that waits.</param>
/// <param name="TimedOut">True when its time is up, false when somebody cancelled it.</param>
public sealed record CancelExecution(EmulatorId Emulator, string ExecutionId, bool TimedOut) : IWithEmulatorId, IWireMessage;
