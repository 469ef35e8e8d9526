using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Put these bytes into the game. It waits its turn among the inputs and is done once, as an input of one step is. Answered with exactly one
/// <see cref="InputReply"/>, which has the state's hash where it was applied and the server can tell.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Write">What, and where to.</param>
/// <param name="Terms">Id, deadline, priority, lease.</param>
public sealed record WriteGame(EmulatorId Emulator, GameWrite Write, InputTerms Terms) : IWithEmulatorId, IWireMessage
{
    /// <summary>A write on the default terms.</summary>
    public WriteGame(EmulatorId emulator, GameWrite write)
        : this(emulator, write, InputTerms.Default)
    {
    }
}
