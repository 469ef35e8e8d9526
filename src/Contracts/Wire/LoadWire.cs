using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using Google.Protobuf.Collections;

namespace ActorInput.Contracts.Wire;

/// <summary>Load reports on the wire: about 25 bytes an emulator.</summary>
internal static class LoadWire
{
    private const int Leased = 1;
    private const int MayMove = 2;
    private const int WaitsForRoom = 4;

    public static Proto.LoadReport Write(LoadReport report)
    {
        CheckRows(report.Emulators.Length);
        var wire = new Proto.LoadReport
        {
            Node = report.Node,
            NodeUid = report.NodeUid,
            Number = report.Number,
            SentAtMs = Math.Max(0, report.SentAt.ToUnixTimeMilliseconds()),
            SlotsTotal = report.SlotsTotal,
            SlotsFree = report.SlotsFree,
            SlotsStatic = report.SlotsStatic,
        };
        wire.Roles.AddRange(report.Roles);
        if (report.HttpAddress is not null)
            wire.HttpAddress = report.HttpAddress;
        wire.Emulators.Capacity = report.Emulators.Length;
        foreach (var row in report.Emulators)
            wire.Emulators.Add(Write(row, wire));
        return wire;
    }

    public static LoadReport Read(Proto.LoadReport wire)
    {
        CheckRows(wire.Emulators.Count);
        var rows = ImmutableArray.CreateBuilder<EmulatorLoad>(wire.Emulators.Count);
        GameIdentity[] identities = [.. wire.Identities.Select(IdentityWire.Read)];
        foreach (var row in wire.Emulators)
            rows.Add(Read(row, wire.Cartridges, identities));
        return new LoadReport(wire.Node, wire.NodeUid, wire.Number, WireTime.ReadUtc("sentAt", wire.SentAtMs, TimeSpan.TicksPerMillisecond))
        {
            Roles = [.. wire.Roles],
            HttpAddress = wire.HasHttpAddress ? wire.HttpAddress : null,
            SlotsTotal = wire.SlotsTotal,
            SlotsFree = wire.SlotsFree,
            SlotsStatic = wire.SlotsStatic,
            Emulators = rows.MoveToImmutable(),
        };
    }

    private static Proto.EmulatorLoad Write(EmulatorLoad row, Proto.LoadReport report)
    {
        var wire = new Proto.EmulatorLoad
        {
            Emulator = row.Emulator.Value,
            State = WireEnums.States.Write(row.State),
            OutstandingFrames = row.OutstandingFrames,
            StepUs = (float)row.StepMicroseconds,
            Queued = row.QueuedInputs,
            IdleMs = row.IdleFor.Ticks / TimeSpan.TicksPerMillisecond,
            Flags = (row.Leased ? Leased : 0) | (row.MayMove ? MayMove : 0) | (row.WaitsForRoom ? WaitsForRoom : 0),
        };
        if (row.Cartridge is not null)
            wire.Cartridge = PlaceOf(row.Cartridge, report.Cartridges);
        if (row.Identity is not null)
            wire.Identity = PlaceOf(IdentityWire.Write(row.Identity), report.Identities);
        return wire;
    }

    /// <summary>The place in the list, from 1. The list is short: a node has few titles for many emulators.</summary>
    private static int PlaceOf<T>(T value, RepeatedField<T> list)
    {
        var place = list.IndexOf(value);
        if (place >= 0)
            return place + 1;
        list.Add(value);
        return list.Count;
    }

    private static EmulatorLoad Read(Proto.EmulatorLoad wire, RepeatedField<string> cartridges, GameIdentity[] identities)
    {
        if (wire.Identity < 0 || wire.Identity > identities.Length)
            throw new WireFormatException($"identity is {wire.Identity}; 0 to {identities.Length} are allowed.");
        if (wire.Cartridge < 0 || wire.Cartridge > cartridges.Count)
            throw new WireFormatException($"cartridge is {wire.Cartridge}; 0 to {cartridges.Count} are allowed.");
        if (!float.IsFinite(wire.StepUs) || wire.StepUs < 0 || wire.OutstandingFrames < 0)
            throw new WireFormatException($"stepUs is {wire.StepUs} and outstandingFrames {wire.OutstandingFrames}; no less than 0 is allowed.");
        return new EmulatorLoad(WireText.Emulator(wire.Emulator), WireEnums.States.Read(wire.State))
        {
            OutstandingFrames = wire.OutstandingFrames,
            StepMicroseconds = wire.StepUs,
            QueuedInputs = wire.Queued,
            IdleFor = wire.IdleMs is >= 0 and <= long.MaxValue / TimeSpan.TicksPerMillisecond
                ? new TimeSpan(wire.IdleMs * TimeSpan.TicksPerMillisecond)
                : throw new WireFormatException($"idle is {wire.IdleMs} ms; no less than 0 is allowed."),
            Leased = (wire.Flags & Leased) != 0,
            MayMove = (wire.Flags & MayMove) != 0,
            WaitsForRoom = (wire.Flags & WaitsForRoom) != 0,
            Cartridge = wire.Cartridge == 0 ? null : cartridges[wire.Cartridge - 1],
            Identity = wire.Identity == 0 ? null : identities[wire.Identity - 1],
        };
    }

    private static void CheckRows(int count)
    {
        if (count > LoadReport.MaxEmulators)
            throw new WireFormatException($"emulators has {count} entries; at most {LoadReport.MaxEmulators} are allowed.");
    }
}
