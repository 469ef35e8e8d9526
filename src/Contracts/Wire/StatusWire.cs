using System.Collections.Immutable;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Wire;

/// <summary>The status of emulators, on the wire.</summary>
internal static class StatusWire
{
    public static Proto.EmulatorStatus Write(EmulatorStatus status)
    {
        var wire = new Proto.EmulatorStatus
        {
            Emulator = status.Emulator.Value,
            State = WireEnums.States.Write(status.State),
            Node = status.Node,
            Epoch = status.Epoch,
            Sequence = status.Sequence,
            Queued = status.Queued,
            InFlight = status.InFlight,
            StepsApplied = status.StepsApplied,
            Restarts = status.Restarts,
        };
        if (status.Slot is not null)
            wire.Slot = status.Slot;
        if (status.Server is not null)
            wire.Server = status.Server;
        if (status.Dialect is not null)
            wire.Dialect = status.Dialect;
        if (status.Cartridge is not null)
            wire.Cartridge = status.Cartridge;
        if (status.Identity is not null)
            wire.Identity = IdentityWire.Write(status.Identity);
        if (status.Problem is not null)
            wire.Problem = status.Problem;
        if (status.Lease is not null)
            wire.Lease = LeaseWire.Write(status.Lease);
        return wire;
    }

    public static EmulatorStatus Read(Proto.EmulatorStatus wire) =>
        new(WireText.Emulator(wire.Emulator), WireEnums.States.Read(wire.State), wire.Node)
        {
            Slot = wire.HasSlot ? wire.Slot : null,
            Server = wire.HasServer ? wire.Server : null,
            Dialect = wire.HasDialect ? wire.Dialect : null,
            Cartridge = wire.HasCartridge ? wire.Cartridge : null,
            Identity = wire.Identity is { } identity ? IdentityWire.Read(identity) : null,
            Epoch = wire.Epoch,
            Sequence = wire.Sequence,
            Queued = wire.Queued,
            InFlight = wire.InFlight,
            StepsApplied = wire.StepsApplied,
            Restarts = wire.Restarts,
            Problem = wire.HasProblem ? wire.Problem : null,
            Lease = wire.Lease is { } lease ? LeaseWire.Read(lease) : null,
        };

    public static Proto.EmulatorList Write(EmulatorList list)
    {
        var wire = new Proto.EmulatorList();
        wire.Emulators.Capacity = list.Emulators.Length;
        foreach (var status in list.Emulators)
            wire.Emulators.Add(Write(status));
        return wire;
    }

    public static EmulatorList Read(Proto.EmulatorList wire)
    {
        var all = ImmutableArray.CreateBuilder<EmulatorStatus>(wire.Emulators.Count);
        foreach (var status in wire.Emulators)
            all.Add(Read(status));
        return new EmulatorList(all.MoveToImmutable());
    }
}
