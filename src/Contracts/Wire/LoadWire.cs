using System.Collections.Immutable;
using ActorInput.Contracts.Messages;

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
            wire.Emulators.Add(Write(row, wire.Cartridges));
        return wire;
    }

    public static LoadReport Read(Proto.LoadReport wire)
    {
        CheckRows(wire.Emulators.Count);
        var rows = ImmutableArray.CreateBuilder<EmulatorLoad>(wire.Emulators.Count);
        foreach (var row in wire.Emulators)
            rows.Add(Read(row, wire.Cartridges));
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

    private static Proto.EmulatorLoad Write(EmulatorLoad row, Google.Protobuf.Collections.RepeatedField<string> cartridges)
    {
        var wire = new Proto.EmulatorLoad
        {
            Emulator = row.Emulator.Value,
            State = WireEnums.Write(row.State),
            OutstandingFrames = row.OutstandingFrames,
            StepUs = (float)row.StepMicroseconds,
            Queued = row.QueuedInputs,
            IdleMs = row.IdleFor.Ticks / TimeSpan.TicksPerMillisecond,
            Flags = (row.Leased ? Leased : 0) | (row.MayMove ? MayMove : 0) | (row.WaitsForRoom ? WaitsForRoom : 0),
        };
        if (row.Cartridge is null)
            return wire;
        var place = cartridges.IndexOf(row.Cartridge); // A node has a few titles for many emulators.
        if (place < 0)
        {
            place = cartridges.Count;
            cartridges.Add(row.Cartridge);
        }

        wire.Cartridge = place + 1;
        return wire;
    }

    private static EmulatorLoad Read(Proto.EmulatorLoad wire, Google.Protobuf.Collections.RepeatedField<string> cartridges)
    {
        if (wire.Cartridge < 0 || wire.Cartridge > cartridges.Count)
            throw new WireFormatException($"cartridge is {wire.Cartridge}; 0 to {cartridges.Count} are allowed.");
        if (!float.IsFinite(wire.StepUs) || wire.StepUs < 0 || wire.OutstandingFrames < 0)
            throw new WireFormatException($"stepUs is {wire.StepUs} and outstandingFrames {wire.OutstandingFrames}; no less than 0 is allowed.");
        return new EmulatorLoad(WireText.Emulator(wire.Emulator), WireEnums.Read(wire.State))
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
        };
    }

    private static void CheckRows(int count)
    {
        if (count > LoadReport.MaxEmulators)
            throw new WireFormatException($"emulators has {count} entries; at most {LoadReport.MaxEmulators} are allowed.");
    }
}
