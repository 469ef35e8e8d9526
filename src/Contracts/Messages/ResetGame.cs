using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Switches the game off and on again, after the inputs that were accepted before. Ends the state uncertain. Answered with <see cref="CommandDone"/> or
/// <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record ResetGame(EmulatorId Emulator) : IWithLease, IWireMessage
{
    /// <inheritdoc/>
    public string? Lease { get; init; }
}
