using System.Collections.Immutable;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Tests.Wire;

/// <summary>A sample of every message with no property at its default, and samples with as little as possible.</summary>
public static class WireSamples
{
    private static readonly EmulatorId Emulator = EmulatorId.Parse("emu-1");

    private static readonly LeaseToken Token = LeaseToken.Parse("emu-1.3.AAECAwQFBgcICQoLDA0ODw");

    private static readonly LeaseEntry Lease = new(Token, "run-7/1", TimeSpan.FromSeconds(60))
    {
        Holder = "trainer 7",
        Agent = "akka.tcp://actorinput@127.0.0.1:4054/user/trainer-7#1234567",
        MayMove = true,
        ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123),
    };

    private static readonly InputTerms Terms = new()
    {
        Id = "run-7/42",
        Deadline = TimeSpan.FromSeconds(1.5),
        Priority = InputPriority.Bulk,
        DropWithSender = true,
        Lease = "emu-1.3.c2VjcmV0",
    };

    private static readonly InputReply Reply = new(Emulator, InputOutcome.Partial, 2, 3, 5, 17, TimeSpan.FromMicroseconds(61_250))
    {
        Code = ReplyCode.ServerTimeout,
        Detail = "no answer within 10 s — €",
        RetryAfter = TimeSpan.FromMilliseconds(40),
        SharesState = true,
        StateHash = new string('c', 64),
    };

    private static readonly GameIdentity Identity = new(new string('c', 64), "mGBA", "0.10.1");

    private static readonly EmulatorStatus Status = new(Emulator, EmulatorState.Sequential, "akka.tcp://actorinput@127.0.0.1:4053")
    {
        Slot = "slot-3",
        Server = "http://127.0.0.1:9000/games/3",
        Dialect = "actorinput",
        Cartridge = "DEMO",
        Identity = Identity,
        Epoch = 4,
        Sequence = long.MaxValue,
        Queued = 12,
        InFlight = 8,
        StepsApplied = 1_234_567_890_123,
        Restarts = 2,
        Problem = "a batch failed",
        Lease = new LeaseStatus("trainer 7", 3, TimeSpan.FromSeconds(12.5), MayMove: true),
    };

    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 15, 250, TimeSpan.Zero);

    private static readonly EmulatorLoad Load = new(Emulator, EmulatorState.Ready)
    {
        OutstandingFrames = 1_300,
        StepMicroseconds = 16.5,
        QueuedInputs = 7,
        IdleFor = TimeSpan.FromMilliseconds(1_250),
        Leased = true,
        MayMove = true,
        WaitsForRoom = true,
        Cartridge = "DEMO",
        Identity = Identity,
    };

    private static readonly Checkpoint Saved = new(
        new CheckpointInfo("before-the-gate", Emulator, new string('a', 64), 203_000) { Cartridge = "DEMO", Identity = Identity, Epoch = 4, Sequence = 17, CreatedAt = At },
        new byte[] { 1, 2, 255 },
        new byte[] { 9 });

    private static readonly SubmitBatch Submitted = new(InputBatch.Of(InputSequence.Parse("A*3"), InputSequence.Parse("B")), DispatchMode.Concurrent, Terms)
    {
        Emulator = Emulator,
        Policy = "RoundRobin",
        Cartridge = "DEMO",
        Start = "fresh",
        Observe = new ObservationRequest { StateHash = true, Picture = true, Memory = [new MemoryRange(0xD100, 16) { Bank = 2 }, new MemoryRange(0, 1)] },
        ExecutionId = "run-7",
        Timeout = TimeSpan.FromSeconds(30),
    };

    private static readonly BatchExecution Execution = new("run-7", ExecutionStatus.Cancelled, At, At.AddMilliseconds(61), 2, 4)
    {
        Start = StartFate.Done,
        Emulator = Emulator,
        Results = [Reply, Reply with { Emulator = EmulatorId.Parse("emu-2") }],
        Observations = new BatchObservations
        {
            StateHash = new string('b', 64),
            Memory = [new MemoryReply(Emulator, 0xC100, new byte[] { 1, 2 })],
            Picture = new byte[] { 7 },
        },
        Code = ReplyCode.Cancelled,
        Detail = "cancelled",
    };

    public static IReadOnlyList<IWireMessage> Full { get; } =
    [
        new SendInput(Emulator, InputSequence.Parse("A B START SELECT UP DOWN LEFT RIGHT A+UP:30 WAIT:9999 A+B+START+SELECT:2 A:2/0 B/30 [RIGHT]+A:4/8*3 [UP]"), Terms),
        new SendBatch(Emulator, InputBatch.Of(InputSequence.Parse("A*300"), InputSequence.Parse("WAIT:1")), DispatchMode.Sequential, Terms),
        new ReadMemory(Emulator, 0xA100, 16) { Bank = 3 },
        new GetState(Emulator),
        new GetScreen(Emulator),
        new GetStatus(Emulator),
        new StartEmulator(Emulator),
        new ResetGame(Emulator) { Lease = Token.Value },
        new ReleaseQuarantine(Emulator),
        GetEmulators.Instance,
        Reply,
        new BatchReply(Emulator, InputOutcome.Unknown, 4, 9, 5, 17, TimeSpan.FromMilliseconds(3), [Reply, Reply with { Emulator = EmulatorId.Parse("emu-2") }])
        {
            Code = ReplyCode.ServerError, Detail = "500", RetryAfter = TimeSpan.FromSeconds(2),
        },
        new MemoryReply(Emulator, 0xC100, new byte[] { 1, 2, 255 }) { Bank = 1 },
        new StateReply(Emulator, "{\"x\":1}"u8.ToArray(), new string('a', 64)),
        new ScreenReply(Emulator, Enumerable.Range(0, 70_000).Select(i => (byte)i).ToArray()),
        Status,
        new EmulatorList([Status, Status with { Emulator = EmulatorId.Parse("emu-2"), Slot = null }]),
        new CommandDone(Emulator),
        new RequestFailed(Emulator, ReplyCode.NoCapacity, "All 4 slots are taken."),
        new Locate(Emulator),
        new Located(Emulator, "akka.tcp://actorinput@10.0.0.1:4053", -7),
        new FleetEntry(Emulator, 12) { Epoch = 3, Address = "http://10.0.0.1:9000/3", HandoverHash = new string('b', 64), Game = "g-1", Restarts = 2, Leases = new LeaseRecord(Emulator, 3, Lease) },
        new Pulse(42, -7),
        new PulseAck(42),
        new EmulatorHandover(Emulator)
        {
            Sequence = 17,
            StepsApplied = 99,
            Restarts = 1,
            IsUncertain = true,
            Answered =
            [
                new AnsweredInput(new SendInput(Emulator, InputSequence.Parse("A B"), Terms), Reply, TimeSpan.FromSeconds(3)),
                new AnsweredInput(
                    new SendBatch(Emulator, InputBatch.Of(InputSequence.Parse("A")), DispatchMode.Sequential, Terms),
                    new BatchReply(Emulator, InputOutcome.Applied, 1, 1, 5, 17, TimeSpan.FromMilliseconds(3), [Reply]),
                    TimeSpan.FromMinutes(3)),
                new AnsweredInput(
                    new RunBatch(Emulator, "run-7", Submitted.Batch, DispatchMode.Concurrent, Terms) { Start = "fresh", Observe = Submitted.Observe },
                    Execution,
                    TimeSpan.FromMinutes(3)),
                new AnsweredInput(new AnsweredWrite("x-1", "memory 0xC100 1 bytes 00"), Reply, TimeSpan.FromMinutes(3)),
            ],
        },
        new LoadReport("akka.tcp://actorinput@127.0.0.1:4053", 77, 12, At)
        {
            Roles = ["emulator", "gateway"],
            HttpAddress = "http://127.0.0.1:8080",
            SlotsTotal = 8,
            SlotsFree = 3,
            SlotsStatic = 2,
            Emulators =
            [
                Load,
                Load with { Emulator = EmulatorId.Parse("emu-2"), Leased = false },
                Load with { Emulator = EmulatorId.Parse("emu-3"), Cartridge = "OTHER", MayMove = false, WaitsForRoom = false },
            ],
        },
        new PutCheckpoint(Saved) { ThisNodeOnly = true },
        new GetCheckpoint("before-the-gate") { ThisNodeOnly = true },
        new ListCheckpoints { ThisNodeOnly = true },
        new DeleteCheckpoint("before-the-gate") { ThisNodeOnly = true, Unless = new string('a', 64) },
        new SaveCheckpoint(Emulator, "before-the-gate"),
        new LoadCheckpoint(Emulator, "before-the-gate", "emu-1.3.c2VjcmV0"),
        Submitted,
        new SubmitBatches([Submitted, Submitted with { Emulator = null, Observe = ObservationRequest.Nothing }]),
        new CancelBatch("run-7"),
        new RunBatch(Emulator, "run-7", Submitted.Batch, DispatchMode.Concurrent, Terms)
        {
            Start = "fresh", Observe = Submitted.Observe, Timeout = TimeSpan.FromSeconds(30),
        },
        new CancelExecution(Emulator, "run-7", TimedOut: true),
        Saved,
        new CheckpointList([Saved.Info, Saved.Info with { Name = "other", Cartridge = null, Identity = null }]),
        new CheckpointStored("before-the-gate", 2),
        new CheckpointSaved(Emulator, "before-the-gate", new string('a', 64), 203_000, 4, 17),
        Execution,
        new BatchExecutions([Execution, Execution with { Emulator = null, Observations = null }]),
        new LaneFrames(-9, 3, true, 17, new byte[] { 1, 2, 255 }),
        new AcquireLease("run-7/1")
        {
            Emulator = Emulator, Cartridge = "DEMO", Timeout = TimeSpan.FromSeconds(5), Duration = TimeSpan.FromSeconds(60), MayMove = true,
            Holder = "trainer 7", Agent = Lease.Agent,
        },
        new RenewLease(Token, TimeSpan.FromSeconds(30)),
        new ReleaseLease(Token),
        new EndLease(Token),
        new OfferLease(Lease),
        new GetLease(Emulator),
        new LeaseGranted(Token, TimeSpan.FromSeconds(60)),
        new LeaseEnded(Emulator, 3),
        new LeaseRefused(ReplyCode.WaitTimedOut, "emu-1 was not free within 5 s.", Emulator),
        new LeaseReport(new LeaseRecord(Emulator, 3, Lease), EmulatorState.Ready) { Cartridge = "DEMO", IsPending = true },
        new WriteGame(Emulator, GameWrite.Memory(0xD100, new byte[] { 1, 2, 255 }, 7), Terms),
        new ReadBattery(Emulator),
        new BatteryReply(Emulator, new byte[] { 9, 0, 255 }),
        new AnsweredWrite("x-1", "memory 0xC100 1 bytes 00"),
    ];

    public static IReadOnlyList<IWireMessage> Sparse { get; } =
    [
        new SendInput(Emulator, InputSequence.Parse("A")),
        new SendBatch(Emulator, InputBatch.Of(InputSequence.Parse("A"))),
        new ReadMemory(Emulator, 0, 1),
        new WriteGame(Emulator, GameWrite.Battery(new byte[] { 7 })),
        new MemoryReply(Emulator, 0, new byte[] { 7 }),
        new InputReply(Emulator, InputOutcome.Applied, 0, 0, 0, 0, TimeSpan.Zero),
        new BatchReply(Emulator, InputOutcome.Overloaded, 0, 3, 0, 0, TimeSpan.Zero, []),
        new StateReply(Emulator, default, null),
        new EmulatorStatus(Emulator, EmulatorState.Starting, ""),
        new EmulatorList(ImmutableArray<EmulatorStatus>.Empty),
        new RequestFailed(default, ReplyCode.None, ""),
        new FleetEntry(Emulator, 0),
        new EmulatorHandover(Emulator),
        new LoadReport("", 0, 0, DateTimeOffset.UnixEpoch),
        new LoadReport("", 0, 0, DateTimeOffset.UnixEpoch) { Emulators = [new EmulatorLoad(Emulator, EmulatorState.Starting)] },
        new GetCheckpoint("~emu-1"),
        new ListCheckpoints(),
        new SaveCheckpoint(Emulator, null),
        new LoadCheckpoint(Emulator, "x", null),
        new SubmitBatch(InputBatch.Of(InputSequence.Parse("A"))),
        new RunBatch(Emulator, "", InputBatch.Of(InputSequence.Parse("A")), DispatchMode.Coalesced, InputTerms.Default),
        new BatchExecution("", ExecutionStatus.Failed, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, 0),
        new AcquireLease("a"),
        new RenewLease(Token),
        new OfferLease(new LeaseEntry(Token, "a", TimeSpan.FromSeconds(1))),
        new LeaseRefused(ReplyCode.NoCapacity, ""),
        new LeaseReport(new LeaseRecord(Emulator, 0, null), EmulatorState.Starting),
        new ResetGame(Emulator),
        new EmulatorStatus(Emulator, EmulatorState.Ready, "") { Lease = new LeaseStatus(null, 1, TimeSpan.Zero, MayMove: false) },
    ];
}
