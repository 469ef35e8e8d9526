using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Wire;

/// <summary>Messages about the fleet, on the wire.</summary>
internal static class FleetWire
{
    public static Proto.FleetEntry Write(FleetEntry entry)
    {
        var wire = new Proto.FleetEntry { Emulator = entry.Emulator.Value, Version = entry.Version, Epoch = entry.Epoch };
        if (entry.Address is not null)
            wire.Address = entry.Address;
        if (entry.HandoverHash is not null)
            wire.HandoverHash = entry.HandoverHash;
        if (entry.Game is not null)
            wire.Game = entry.Game;
        wire.Restarts = entry.Restarts;
        if (entry.Leases is not null)
            wire.Leases = LeaseWire.Write(entry.Leases);
        return wire;
    }

    public static FleetEntry Read(Proto.FleetEntry wire) => new(WireText.Emulator(wire.Emulator), wire.Version)
    {
        Epoch = wire.Epoch,
        Address = wire.HasAddress ? wire.Address : null,
        HandoverHash = wire.HasHandoverHash ? wire.HandoverHash : null,
        Game = wire.HasGame ? wire.Game : null,
        Restarts = wire.Restarts,
        Leases = wire.Leases is { } leases ? LeaseWire.Read(leases) : null,
    };

    public static Proto.EmulatorHandover Write(EmulatorHandover handover)
    {
        var wire = new Proto.EmulatorHandover
        {
            Emulator = handover.Emulator.Value,
            Sequence = handover.Sequence,
            StepsApplied = handover.StepsApplied,
            Restarts = handover.Restarts,
            IsUncertain = handover.IsUncertain,
        };
        foreach (var answered in handover.Answered)
            wire.Answered.Add(Write(answered));
        return wire;
    }

    public static EmulatorHandover Read(Proto.EmulatorHandover wire) => new(WireText.Emulator(wire.Emulator))
    {
        Sequence = wire.Sequence,
        StepsApplied = wire.StepsApplied,
        Restarts = wire.Restarts,
        IsUncertain = wire.IsUncertain,
        Answered = [.. wire.Answered.Select(Read)],
    };

    public static Proto.AnsweredWrite Write(AnsweredWrite write) => new() { Id = write.Id, Text = write.Text };

    public static AnsweredWrite Read(Proto.AnsweredWrite wire) => new(wire.Id, wire.Text);

    private static Proto.AnsweredInput Write(AnsweredInput answered)
    {
        var wire = new Proto.AnsweredInput { AgeUs = WireTime.Write(answered.Age) };
        switch (answered.Request)
        {
            case SendInput input:
                wire.Input = InputWire.Write(input);
                break;
            case RunBatch run:
                wire.Run = ExecutionWire.Write(run);
                break;
            case AnsweredWrite write:
                wire.Write = Write(write);
                break;
            default:
                wire.Batch = InputWire.Write((SendBatch)answered.Request);
                break;
        }

        switch (answered.Reply)
        {
            case InputReply reply:
                wire.InputReply = ReplyWire.Write(reply);
                break;
            case BatchExecution execution:
                wire.Execution = ExecutionWire.Write(execution);
                break;
            default:
                wire.BatchReply = ReplyWire.Write((BatchReply)answered.Reply);
                break;
        }

        return wire;
    }

    private static AnsweredInput Read(Proto.AnsweredInput wire)
    {
        IWireMessage request = wire.RequestCase switch
        {
            Proto.AnsweredInput.RequestOneofCase.Input => InputWire.Read(wire.Input),
            Proto.AnsweredInput.RequestOneofCase.Batch => InputWire.Read(wire.Batch),
            Proto.AnsweredInput.RequestOneofCase.Run => ExecutionWire.ReadRun(wire.Run),
            Proto.AnsweredInput.RequestOneofCase.Write => Read(wire.Write),
            _ => throw new WireFormatException("answered has no request."),
        };
        IWireMessage reply = wire.ReplyCase switch
        {
            Proto.AnsweredInput.ReplyOneofCase.InputReply => ReplyWire.Read(wire.InputReply),
            Proto.AnsweredInput.ReplyOneofCase.BatchReply => ReplyWire.Read(wire.BatchReply),
            Proto.AnsweredInput.ReplyOneofCase.Execution => ExecutionWire.Read(wire.Execution),
            _ => throw new WireFormatException("answered has no reply."),
        };
        return new AnsweredInput(request, reply, WireTime.Read("age", wire.AgeUs));
    }

    public static Proto.Located Write(Located located) => new() { Emulator = located.Emulator.Value, Node = located.Node, NodeUid = located.NodeUid };

    public static Located Read(Proto.Located wire) => new(WireText.Emulator(wire.Emulator), wire.Node, wire.NodeUid);
}
