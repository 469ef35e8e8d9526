using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using Akka.Actor;

namespace ActorInput.Actors.Fleet;

/// <summary>Messages between an emulator's owner and its node's <see cref="FleetActor"/>. None of them leaves the node.</summary>
internal static class FleetMessages
{
    /// <summary>Asks for the newest entry that a majority of the nodes knows. Answered with <see cref="Entry"/>.</summary>
    internal sealed record ReadEntry(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>The entry; null when there is none.</summary>
    internal sealed record Entry(EmulatorId Emulator, FleetEntry? Value) : INoSerializationVerificationNeeded;

    /// <summary>
    /// Writes an entry. Answered with <see cref="EntryWritten"/> once a majority of the nodes has it, or after a time limit; it still spreads
    /// then.
    /// </summary>
    internal sealed record WriteEntry(FleetEntry Value) : INoSerializationVerificationNeeded;

    /// <summary>The entry is written.</summary>
    internal sealed record EntryWritten(FleetEntry Value) : INoSerializationVerificationNeeded;
}
