using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Tests.Wire;

/// <summary>One of every message, with nothing left at its default; and others with as little as possible.</summary>
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
    };

    private static readonly EmulatorStatus Status = new(Emulator, EmulatorState.Sequential, "akka.tcp://actorinput@127.0.0.1:4053")
    {
        Slot = "slot-3",
        Server = "http://127.0.0.1:9000/games/3",
        Dialect = "actorinput",
        Cartridge = "DEMO",
        Epoch = 4,
        Sequence = long.MaxValue,
        Queued = 12,
        InFlight = 8,
        StepsApplied = 1_234_567_890_123,
        Restarts = 2,
        Problem = "a batch failed",
        Lease = new LeaseStatus("trainer 7", 3, TimeSpan.FromSeconds(12.5), MayMove: true),
    };

    public static IReadOnlyList<IWireMessage> Full { get; } =
    [
        new SendInput(Emulator, InputSequence.Parse("A B START SELECT UP DOWN LEFT RIGHT A+UP:30 WAIT:9999 A+B+START+SELECT:2"), Terms),
        new SendBatch(Emulator, InputBatch.Of(InputSequence.Parse("A*300"), InputSequence.Parse("WAIT:1")), DispatchMode.Sequential, Terms),
        new ReadMemory(Emulator, 0xC100, 16),
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
        new MemoryReply(Emulator, 0xC100, new byte[] { 1, 2, 255 }),
        new StateReply(Emulator, "{\"x\":1}"u8.ToArray(), new string('a', 64)),
        new ScreenReply(Emulator, Enumerable.Range(0, 70_000).Select(i => (byte)i).ToArray()),
        Status,
        new EmulatorList([Status, Status with { Emulator = EmulatorId.Parse("emu-2"), Slot = null }]),
        new CommandDone(Emulator),
        new RequestFailed(Emulator, ReplyCode.NoCapacity, "All 4 slots are taken."),
        new Locate(Emulator),
        new Located(Emulator, "akka.tcp://actorinput@10.0.0.1:4053", -7),
        new FleetEntry(Emulator, 12) { Epoch = 3, Address = "http://10.0.0.1:9000/3", HandoverHash = new string('b', 64) },
        new Pulse(42, -7),
        new PulseAck(42),
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
        new LeaseReport(new LeaseRecord(Emulator, 3, Lease), EmulatorState.Ready) { Cartridge = "DEMO" },
    ];

    public static IReadOnlyList<IWireMessage> Sparse { get; } =
    [
        new SendInput(Emulator, InputSequence.Parse("A")),
        new SendBatch(Emulator, InputBatch.Of(InputSequence.Parse("A"))),
        new InputReply(Emulator, InputOutcome.Applied, 0, 0, 0, 0, TimeSpan.Zero),
        new BatchReply(Emulator, InputOutcome.Overloaded, 0, 3, 0, 0, TimeSpan.Zero, []),
        new StateReply(Emulator, default, null),
        new EmulatorStatus(Emulator, EmulatorState.Starting, ""),
        new EmulatorList(ImmutableArray<EmulatorStatus>.Empty),
        new RequestFailed(default, ReplyCode.None, ""),
        new FleetEntry(Emulator, 0),
        new AcquireLease("a"),
        new RenewLease(Token),
        new OfferLease(new LeaseEntry(Token, "a", TimeSpan.FromSeconds(1))),
        new LeaseRefused(ReplyCode.NoCapacity, ""),
        new LeaseReport(new LeaseRecord(Emulator, 0, null), EmulatorState.Starting),
        new ResetGame(Emulator),
        new EmulatorStatus(Emulator, EmulatorState.Ready, "") { Lease = new LeaseStatus(null, 1, TimeSpan.Zero, MayMove: false) },
    ];
}
