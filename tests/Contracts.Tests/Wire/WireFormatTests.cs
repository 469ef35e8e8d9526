using System.Buffers;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Contracts.Tests.Inputs;
using ActorInput.Contracts.Wire;
using CsCheck;
using Proto = ActorInput.Contracts.Wire.Proto;

namespace ActorInput.Contracts.Tests.Wire;

public sealed class WireFormatTests
{
    private static readonly EmulatorId Emulator = EmulatorId.Parse("emu-1");

    public static TheoryData<int> FullSamples => [.. Enumerable.Range(0, WireSamples.Full.Count)];

    public static TheoryData<int> SparseSamples => [.. Enumerable.Range(0, WireSamples.Sparse.Count)];

    [Fact]
    public void Manifests_AreWhatOtherVersionsKnow() => Assert.Equal(
        "i1 b1 m1 q1 p1 t1 s1 r1 u1 l1 I1 B1 M1 Q1 P1 T1 L1 D1 F1 o1 O1 fe1 fp1 fP1 fh1"
            + " lr1 pc1 gc1 lc1 dc1 sc1 oc1 sb1 ss1 cb1 rb1 ce1 CP1 CL1 CK1 CS1 BE1 BS1 nf1"
            + " la1 ln1 lx1 le1 lo1 lg1 lG1 lE1 lF1 lR1 w1 k1 K1 fw1",
        string.Join(' ', WireFormat.Manifests));

    [Fact]
    public void EveryWireMessage_HasASampleAndAManifest()
    {
        var all = typeof(IWireMessage).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IWireMessage)));
        Assert.Equal(all.Select(t => t.Name).Order(StringComparer.Ordinal), WireSamples.Full.Select(m => m.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(WireFormat.Manifests, WireSamples.Full.Select(WireFormat.ManifestOf));
    }

    [Theory]
    [MemberData(nameof(FullSamples))]
    public void FullSample_LeavesNothingAtItsDefault(int sample)
    {
        var message = WireSamples.Full[sample];
        foreach (var property in WireMatch.Properties(message).Where(p => p.Name != nameof(IWithEmulatorId.Emulator)))
        {
            var value = property.GetValue(message);
            Assert.False(value is null || (value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType()))), property.Name);
        }
    }

    [Theory]
    [MemberData(nameof(FullSamples))]
    public void Deserialize_WhatWasSerialized_IsTheSame(int sample) => AssertRoundTrip(WireSamples.Full[sample]);

    [Theory]
    [MemberData(nameof(SparseSamples))]
    public void Deserialize_SparseMessage_IsTheSame(int sample) => AssertRoundTrip(WireSamples.Sparse[sample]);

    [Fact]
    public void EnumValues_AllCross()
    {
        foreach (var outcome in Enum.GetValues<InputOutcome>())
            AssertRoundTrip(new InputReply(Emulator, outcome, 1, 1, 1, 1, TimeSpan.Zero));
        foreach (var code in Enum.GetValues<ReplyCode>())
            AssertRoundTrip(new RequestFailed(Emulator, code, "x"));
        foreach (var state in Enum.GetValues<EmulatorState>())
            AssertRoundTrip(new EmulatorStatus(Emulator, state, "x"));
        foreach (var mode in Enum.GetValues<DispatchMode>())
            AssertRoundTrip(new SendBatch(Emulator, InputBatch.Of(InputSequence.Parse("A")), mode, InputTerms.Default));
        foreach (var priority in Enum.GetValues<InputPriority>())
            AssertRoundTrip(new SendInput(Emulator, InputSequence.Parse("A"), new InputTerms { Priority = priority }));
        foreach (var status in Enum.GetValues<ExecutionStatus>())
            AssertRoundTrip(new BatchExecution("x", status, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, 1));
        foreach (var start in Enum.GetValues<StartFate>())
            AssertRoundTrip(new BatchExecution("x", ExecutionStatus.Failed, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, 1) { Start = start });
    }

    [Fact]
    public void SendInput_AnySteps_AreTheSame()
    {
        var press = Gen.Select(InputGen.Press, Gen.Int[0, 10_000], Gen.Int[0, 10_000].Nullable(), Gen.Byte, (buttons, frames, wait, held) =>
            new InputStep(buttons, frames) { Wait = wait, Held = buttons & (Button)held });
        var step = Gen.OneOf(press, Gen.Int[1, 10_000].Select(frames => new InputStep(Button.None, frames)));
        var id = Gen.Char["!~az09/"].Array[1, InputTerms.MaxIdLength].Select(chars => new string(chars));
        var terms = Gen.Select(
            Gen.Null(id), Gen.Long[1, TimeSpan.TicksPerDay].Nullable(), Gen.Bool, Gen.Bool, (name, deadline, bulk, drop) => new InputTerms
            {
                Id = name,
                Deadline = deadline is { } ticks ? new TimeSpan(ticks / 10 * 10) : null,
                Priority = bulk ? InputPriority.Bulk : InputPriority.Interactive,
                DropWithSender = drop,
            });
        Gen.Select(step.Array[1, 200], terms).Sample(
            (steps, t) => AssertRoundTrip(new SendInput(Emulator, InputSequence.FromSteps(steps), t)), iter: 500);
    }

    [Fact]
    public void SendInput_ThreePresses_AreTwelveBytes() =>
        Assert.Equal("0A05656D752D311A03010201", Convert.ToHexString(WireFormat.Serialize(new SendInput(Emulator, InputSequence.Parse("A B A")))));

    [Theory]
    [InlineData("A:2/0", (1UL << 32) | (2UL << 8) | 1)]
    [InlineData("[RIGHT]+A", (16UL << 56) | 17)]
    [InlineData("B/30", (31UL << 32) | 2)]
    public void SendInput_ExactStep_IsRefusedByAReaderThatTakesTheUpperBitsForFrames(string text, ulong number)
    {
        var wire = Proto.SendInput.Parser.ParseFrom(WireFormat.Serialize(new SendInput(Emulator, InputSequence.Parse(text))));
        Assert.Equal([number], wire.Steps);
        Assert.True(number >> 8 > WireLimits.MaxFrames);
    }

    [Fact]
    public void SendInput_LargestWait_Crosses() =>
        AssertRoundTrip(new SendInput(Emulator, InputSequence.FromSteps(new InputStep(Button.A, 0) { Wait = WireLimits.MaxFrames })));

    [Fact]
    public void BatchReply_SixtyFourResults_NamesTheEmulatorOnce()
    {
        var result = new InputReply(Emulator, InputOutcome.Applied, 1, 1, 3, 1_000_000, TimeSpan.FromMilliseconds(60));
        var bytes = WireFormat.Serialize(BatchReply.Gather([.. Enumerable.Repeat(result, 64)]));
        Assert.InRange(bytes.Length, 1, 64 * 20);
        Assert.Equal(1, bytes.AsSpan().Count("emu-1"u8));
    }

    [Fact]
    public void Write_ToABuffer_IsTheSameBytes()
    {
        foreach (var message in WireSamples.Full)
        {
            var buffer = new ArrayBufferWriter<byte>();
            Assert.Equal(WireFormat.Write(message, buffer), buffer.WrittenCount);
            Assert.Equal(WireFormat.Serialize(message), buffer.WrittenSpan.ToArray());
        }
    }

    [Fact]
    public void Deserialize_BytesInSeveralPieces_IsTheSame()
    {
        foreach (var message in WireSamples.Full)
        {
            var bytes = WireFormat.Serialize(message);
            var first = new PieceOfBytes(bytes.AsMemory(0, bytes.Length / 2));
            var last = first.Append(bytes.AsMemory(bytes.Length / 2));
            WireMatch.Same(message, WireFormat.Deserialize(WireFormat.ManifestOf(message), new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length)));
        }
    }

    [Fact]
    public void Times_BelowAMicrosecond_StayMoreThanZero()
    {
        var sent = new SendInput(Emulator, InputSequence.Parse("A"), new InputTerms { Deadline = new TimeSpan(1) });
        var read = Assert.IsType<SendInput>(RoundTrip(sent));
        Assert.Equal(TimeSpan.FromMicroseconds(1), read.Terms.Deadline);
        Assert.Null(read.Terms.Problem());
    }

    [Fact]
    public void Times_TheLongest_DoNotOverflow()
    {
        var read = Assert.IsType<InputReply>(RoundTrip(new InputReply(Emulator, InputOutcome.Applied, 1, 1, 1, 1, TimeSpan.MaxValue)));
        Assert.True(TimeSpan.MaxValue - read.Latency < TimeSpan.FromMicroseconds(2));
    }

    private static void AssertRoundTrip(IWireMessage message) => WireMatch.Same(message, RoundTrip(message));

    private static IWireMessage RoundTrip(IWireMessage message) =>
        WireFormat.Deserialize(WireFormat.ManifestOf(message), WireFormat.Serialize(message));

    private sealed class PieceOfBytes : ReadOnlySequenceSegment<byte>
    {
        public PieceOfBytes(ReadOnlyMemory<byte> bytes) => Memory = bytes;

        public PieceOfBytes Append(ReadOnlyMemory<byte> bytes)
        {
            var next = new PieceOfBytes(bytes) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
