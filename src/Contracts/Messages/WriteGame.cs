using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Writes bytes into the game. The write waits its turn among the inputs and is done once, like an input of one step. Answered with exactly one
/// <see cref="InputReply"/>, which has the state's hash if the write was applied and the server has savestates.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Write">The bytes and where they go.</param>
/// <param name="Terms">Id, deadline, priority, lease.</param>
public sealed record WriteGame(EmulatorId Emulator, GameWrite Write, InputTerms Terms) : IWithEmulatorId, IWireMessage
{
    /// <summary>A write on the default terms.</summary>
    public WriteGame(EmulatorId emulator, GameWrite write)
        : this(emulator, write, InputTerms.Default)
    {
    }
}
