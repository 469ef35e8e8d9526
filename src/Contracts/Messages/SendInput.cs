using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Presses an input on an emulator. Answered with exactly one <see cref="InputReply"/>.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Input">What to press.</param>
/// <param name="Terms">Id, deadline, priority.</param>
public sealed record SendInput(EmulatorId Emulator, InputSequence Input, InputTerms Terms) : IWithEmulatorId, IWireMessage
{
    /// <summary>An input on the default terms.</summary>
    public SendInput(EmulatorId emulator, InputSequence input)
        : this(emulator, input, InputTerms.Default)
    {
    }
}
