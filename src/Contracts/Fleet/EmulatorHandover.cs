using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Fleet;

/// <summary>What an owner hands to the next owner, beside the game's state.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record EmulatorHandover(EmulatorId Emulator) : IWireMessage
{
    /// <summary>The number of the last accepted input.</summary>
    public long Sequence { get; init; }

    /// <summary>Steps applied since the emulator started.</summary>
    public long StepsApplied { get; init; }

    /// <summary>How often it was restarted.</summary>
    public int Restarts { get; init; }

    /// <summary>Whether it is unknown if some input was applied.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>The answered inputs that have ids, oldest first, so that none of them is pressed again.</summary>
    public ImmutableArray<AnsweredInput> Answered { get; init; } = [];
}
