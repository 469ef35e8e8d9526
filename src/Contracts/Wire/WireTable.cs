using System.Collections.Frozen;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Wire;

/// <summary>
/// All messages that may cross the wire. A manifest is a letter and the version of its encoding; questions are lower case, answers upper case. The
/// version rises only when an older reader would misread the bytes; a new field needs no new version.
/// </summary>
internal static class WireTable
{
    public static readonly IReadOnlyList<WireCodec> All =
    [
        WireCodec.Of<SendInput, Proto.SendInput>("i1", InputWire.Write, Proto.SendInput.Parser, InputWire.Read),
        WireCodec.Of<SendBatch, Proto.SendBatch>("b1", InputWire.Write, Proto.SendBatch.Parser, InputWire.Read),
        WireCodec.Of<ReadMemory, Proto.ReadMemory>("m1", GameWire.Write, Proto.ReadMemory.Parser, GameWire.Read),
        Target("q1", message => message.Emulator, emulator => new GetState(emulator)),
        Target("p1", message => message.Emulator, emulator => new GetScreen(emulator)),
        Target("t1", message => message.Emulator, emulator => new GetStatus(emulator)),
        Target("s1", message => message.Emulator, emulator => new StartEmulator(emulator)),
        WireCodec.Of<ResetGame, Proto.ResetGame>("r1", GameWire.Write, Proto.ResetGame.Parser, GameWire.Read),
        Target("u1", message => message.Emulator, emulator => new ReleaseQuarantine(emulator)),
        WireCodec.Of<GetEmulators, Proto.Nothing>("l1", _ => new Proto.Nothing(), Proto.Nothing.Parser, _ => GetEmulators.Instance),

        WireCodec.Of<InputReply, Proto.InputReply>("I1", ReplyWire.Write, Proto.InputReply.Parser, ReplyWire.Read),
        WireCodec.Of<BatchReply, Proto.BatchReply>("B1", ReplyWire.Write, Proto.BatchReply.Parser, ReplyWire.Read),
        WireCodec.Of<MemoryReply, Proto.MemoryReply>("M1", GameWire.Write, Proto.MemoryReply.Parser, GameWire.Read),
        WireCodec.Of<StateReply, Proto.StateReply>("Q1", GameWire.Write, Proto.StateReply.Parser, GameWire.Read),
        WireCodec.Of<ScreenReply, Proto.ScreenReply>("P1", GameWire.Write, Proto.ScreenReply.Parser, GameWire.Read),
        WireCodec.Of<EmulatorStatus, Proto.EmulatorStatus>("T1", StatusWire.Write, Proto.EmulatorStatus.Parser, StatusWire.Read),
        WireCodec.Of<EmulatorList, Proto.EmulatorList>("L1", StatusWire.Write, Proto.EmulatorList.Parser, StatusWire.Read),
        Target("D1", message => message.Emulator, emulator => new CommandDone(emulator)),
        WireCodec.Of<RequestFailed, Proto.RequestFailed>("F1", ReplyWire.Write, Proto.RequestFailed.Parser, ReplyWire.Read),

        Target("o1", message => message.Emulator, emulator => new Locate(emulator)),
        WireCodec.Of<Located, Proto.Located>("O1", FleetWire.Write, Proto.Located.Parser, FleetWire.Read),
        WireCodec.Of<FleetEntry, Proto.FleetEntry>("fe1", FleetWire.Write, Proto.FleetEntry.Parser, FleetWire.Read),
        WireCodec.Of<Pulse, Proto.Pulse>(
            "fp1", pulse => new Proto.Pulse { Number = pulse.Number, NodeUid = pulse.NodeUid }, Proto.Pulse.Parser, wire => new Pulse(wire.Number, wire.NodeUid)),
        WireCodec.Of<PulseAck, Proto.PulseAck>(
            "fP1", ack => new Proto.PulseAck { Number = ack.Number }, Proto.PulseAck.Parser, wire => new PulseAck(wire.Number)),
        WireCodec.Of<EmulatorHandover, Proto.EmulatorHandover>("fh1", FleetWire.Write, Proto.EmulatorHandover.Parser, FleetWire.Read),
        WireCodec.Of<LoadReport, Proto.LoadReport>("lr1", LoadWire.Write, Proto.LoadReport.Parser, LoadWire.Read),
        WireCodec.Of<PutCheckpoint, Proto.PutCheckpoint>("pc1", CheckpointWire.Write, Proto.PutCheckpoint.Parser, CheckpointWire.Read),
        WireCodec.Of<GetCheckpoint, Proto.CheckpointQuery>("gc1", CheckpointWire.Write, Proto.CheckpointQuery.Parser, CheckpointWire.ReadGet),
        WireCodec.Of<ListCheckpoints, Proto.CheckpointQuery>("lc1", CheckpointWire.Write, Proto.CheckpointQuery.Parser, CheckpointWire.ReadList),
        WireCodec.Of<DeleteCheckpoint, Proto.CheckpointQuery>("dc1", CheckpointWire.Write, Proto.CheckpointQuery.Parser, CheckpointWire.ReadDelete),
        WireCodec.Of<SaveCheckpoint, Proto.CheckpointCommand>("sc1", CheckpointWire.Write, Proto.CheckpointCommand.Parser, CheckpointWire.ReadSave),
        WireCodec.Of<LoadCheckpoint, Proto.CheckpointCommand>("oc1", CheckpointWire.Write, Proto.CheckpointCommand.Parser, CheckpointWire.ReadLoad),
        WireCodec.Of<SubmitBatch, Proto.Run>("sb1", ExecutionWire.Write, Proto.Run.Parser, ExecutionWire.ReadSubmit),
        WireCodec.Of<SubmitBatches, Proto.SubmitBatches>("ss1", ExecutionWire.Write, Proto.SubmitBatches.Parser, ExecutionWire.Read),
        WireCodec.Of<CancelBatch, Proto.CancelBatch>("cb1", ExecutionWire.Write, Proto.CancelBatch.Parser, ExecutionWire.Read),
        WireCodec.Of<RunBatch, Proto.Run>("rb1", ExecutionWire.Write, Proto.Run.Parser, ExecutionWire.ReadRun),
        WireCodec.Of<CancelExecution, Proto.CancelExecution>("ce1", ExecutionWire.Write, Proto.CancelExecution.Parser, ExecutionWire.Read),
        WireCodec.Of<Checkpoint, Proto.Checkpoint>("CP1", CheckpointWire.Write, Proto.Checkpoint.Parser, CheckpointWire.Read),
        WireCodec.Of<CheckpointList, Proto.CheckpointList>("CL1", CheckpointWire.Write, Proto.CheckpointList.Parser, CheckpointWire.Read),
        WireCodec.Of<CheckpointStored, Proto.CheckpointStored>("CK1", CheckpointWire.Write, Proto.CheckpointStored.Parser, CheckpointWire.Read),
        WireCodec.Of<CheckpointSaved, Proto.CheckpointSaved>("CS1", CheckpointWire.Write, Proto.CheckpointSaved.Parser, CheckpointWire.Read),
        WireCodec.Of<BatchExecution, Proto.BatchExecution>("BE1", ExecutionWire.Write, Proto.BatchExecution.Parser, ExecutionWire.Read),
        WireCodec.Of<BatchExecutions, Proto.BatchExecutions>("BS1", ExecutionWire.Write, Proto.BatchExecutions.Parser, ExecutionWire.Read),
        WireCodec.Of<LaneFrames, Proto.LaneFrames>("nf1", LaneWire.Write, Proto.LaneFrames.Parser, LaneWire.Read, WireLimits.MaxLaneFramesBytes),

        WireCodec.Of<AcquireLease, Proto.AcquireLease>("la1", LeaseWire.Write, Proto.AcquireLease.Parser, LeaseWire.Read),
        WireCodec.Of<RenewLease, Proto.HeldLease>("ln1", LeaseWire.Write, Proto.HeldLease.Parser, LeaseWire.ReadRenew),
        WireCodec.Of<ReleaseLease, Proto.HeldLease>(
            "lx1", release => LeaseWire.Write(release.Token), Proto.HeldLease.Parser, wire => new ReleaseLease(LeaseWire.ReadToken(wire.Token))),
        WireCodec.Of<EndLease, Proto.HeldLease>(
            "le1", end => LeaseWire.Write(end.Token), Proto.HeldLease.Parser, wire => new EndLease(LeaseWire.ReadToken(wire.Token))),
        WireCodec.Of<OfferLease, Proto.OfferLease>(
            "lo1", offer => new Proto.OfferLease { Lease = LeaseWire.Write(offer.Lease) }, Proto.OfferLease.Parser, LeaseWire.Read),
        Target("lg1", message => message.Emulator, emulator => new GetLease(emulator)),
        WireCodec.Of<LeaseGranted, Proto.LeaseGranted>("lG1", LeaseWire.Write, Proto.LeaseGranted.Parser, LeaseWire.Read),
        WireCodec.Of<LeaseEnded, Proto.LeaseEnded>("lE1", LeaseWire.Write, Proto.LeaseEnded.Parser, LeaseWire.Read),
        WireCodec.Of<LeaseRefused, Proto.LeaseRefused>("lF1", LeaseWire.Write, Proto.LeaseRefused.Parser, LeaseWire.Read),
        WireCodec.Of<LeaseReport, Proto.LeaseReport>("lR1", LeaseWire.Write, Proto.LeaseReport.Parser, LeaseWire.Read),

        WireCodec.Of<WriteGame, Proto.WriteGame>("w1", GameWire.Write, Proto.WriteGame.Parser, GameWire.Read),
        Target("k1", message => message.Emulator, emulator => new ReadBattery(emulator)),
        WireCodec.Of<BatteryReply, Proto.BatteryReply>("K1", GameWire.Write, Proto.BatteryReply.Parser, GameWire.Read),
        WireCodec.Of<AnsweredWrite, Proto.AnsweredWrite>("fw1", FleetWire.Write, Proto.AnsweredWrite.Parser, FleetWire.Read),
    ];

    private static readonly FrozenDictionary<Type, WireCodec> ByType = All.ToFrozenDictionary(codec => codec.Type);
    private static readonly FrozenDictionary<string, WireCodec> ByManifest = All.ToFrozenDictionary(codec => codec.Manifest, StringComparer.Ordinal);

    public static WireCodec For(IWireMessage message) => For(message.GetType());

    public static WireCodec For(Type message) => ByType.TryGetValue(message, out var codec)
        ? codec
        : throw new WireFormatException($"{message.FullName} has no place in the wire format; add it to WireTable.");

    public static WireCodec For(string manifest) => ByManifest.TryGetValue(manifest, out var codec)
        ? codec
        : throw new WireFormatException($"The manifest '{WireText.Shown(manifest)}' is unknown; {string.Join(' ', All.Select(c => c.Manifest))} are known.");

    private static WireCodec Target<TMessage>(
        string manifest, Func<TMessage, Emulators.EmulatorId> emulator, Func<Emulators.EmulatorId, TMessage> create)
        where TMessage : IWireMessage =>
        WireCodec.Of(
            manifest,
            message => new Proto.Target { Emulator = emulator(message).Value },
            Proto.Target.Parser,
            (Proto.Target wire) => create(WireText.Emulator(wire.Emulator)));
}
