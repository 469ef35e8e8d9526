using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Wire;

/// <summary>What nodes tell each other of the fleet, on the wire.</summary>
internal static class FleetWire
{
    public static Proto.FleetEntry Write(FleetEntry entry)
    {
        var wire = new Proto.FleetEntry { Emulator = entry.Emulator.Value, Version = entry.Version, Epoch = entry.Epoch };
        if (entry.Address is not null)
            wire.Address = entry.Address;
        if (entry.HandoverHash is not null)
            wire.HandoverHash = entry.HandoverHash;
        return wire;
    }

    public static FleetEntry Read(Proto.FleetEntry wire) => new(WireText.Emulator(wire.Emulator), wire.Version)
    {
        Epoch = wire.Epoch,
        Address = wire.HasAddress ? wire.Address : null,
        HandoverHash = wire.HasHandoverHash ? wire.HandoverHash : null,
    };

    public static Proto.Located Write(Located located) => new() { Emulator = located.Emulator.Value, Node = located.Node, NodeUid = located.NodeUid };

    public static Located Read(Proto.Located wire) => new(WireText.Emulator(wire.Emulator), wire.Node, wire.NodeUid);
}
