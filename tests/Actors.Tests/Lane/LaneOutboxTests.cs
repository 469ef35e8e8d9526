using ActorInput.Actors.Lane;
using CsCheck;

namespace ActorInput.Actors.Tests.Lane;

public sealed class LaneOutboxTests
{
    [Fact]
    public void Take_AnyOrderOfFramesAcksAndNewCarriers_GivesTheRestInOrder()
    {
        // The steps: 0 to 5 add a frame of some length, 6 adds an unnumbered one, 7 takes frames, 8 acknowledges some, 9 begins again where the peer
        // is.
        var step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 50_000]);
        step.Array[1, 300].Sample(
            steps =>
            {
                var outbox = new LaneOutbox();
                var cursor = outbox.After(0);
                var received = 0L; // What the peer has of what was taken, in order.
                foreach (var (kind, size) in steps)
                {
                    if (kind <= 5)
                        LaneFormat.WriteSlot(outbox.Add(LaneFormat.SlotFrameBytes + (size % (kind == 5 ? 50_000 : 300))), LaneFrameKind.Request, (int)outbox.Last);
                    else if (kind == 6)
                        LaneFormat.WriteAck(outbox.AddUnnumbered(LaneFormat.AckFrameBytes), size);
                    else if (kind == 7)
                        received = Read(outbox.Take(ref cursor, out var first).Span, first, received);
                    else if (kind == 8)
                        outbox.Acknowledge(outbox.Acknowledged + (size % (received - outbox.Acknowledged + 1)));
                    else
                        cursor = outbox.After(received = outbox.Acknowledged + (size % (received - outbox.Acknowledged + 1)));
                }

                while (outbox.Take(ref cursor, out var next) is { IsEmpty: false } bytes)
                    received = Read(bytes.Span, next, received);
                Assert.Equal(outbox.Last, received);
                outbox.Acknowledge(received);
                Assert.True(outbox.IsAcknowledged);
                Assert.InRange(outbox.Bytes, 0, 50_100);
            },
            iter: 2_000);
    }

    [Fact]
    public void Sent_IsWhatWasTakenAndStaysWhenACarrierBeginsAgain()
    {
        var outbox = new LaneOutbox();
        Add(outbox, 3);
        Assert.Equal((3, 0), (outbox.Last, outbox.Sent));
        var cursor = outbox.After(0);
        outbox.Take(ref cursor, out var first);
        Assert.Equal((1, 3), (first, outbox.Sent));
        Add(outbox, 2);
        _ = outbox.After(1);
        Assert.Equal((5, 3), (outbox.Last, outbox.Sent));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(long.MaxValue)]
    public void Acknowledge_WhatWasNotSent_IsRefused(long number)
    {
        var outbox = new LaneOutbox();
        Add(outbox, 5);
        var cursor = new LaneOutbox().After(0);
        Assert.Throws<InvalidDataException>(() => outbox.Acknowledge(number));
        Assert.Equal(0, outbox.Acknowledged);
        Assert.True(outbox.Take(ref cursor, out _).IsEmpty);
    }

    [Fact]
    public void After_WhatIsAcknowledgedAndDropped_IsRefused()
    {
        var outbox = new LaneOutbox();
        Add(outbox, 5);
        var cursor = outbox.After(0);
        outbox.Take(ref cursor, out _);
        outbox.Acknowledge(3);
        Assert.Throws<InvalidDataException>(() => outbox.After(2));
    }

    private static void Add(LaneOutbox outbox, int frames)
    {
        for (var i = 0; i < frames; i++)
            LaneFormat.WriteSlot(outbox.Add(LaneFormat.SlotFrameBytes), LaneFrameKind.SenderGone, i);
    }

    private static long Read(ReadOnlySpan<byte> bytes, long first, long received)
    {
        Assert.Equal(received + 1, first);
        while (LaneFormat.TryRead(ref bytes, int.MaxValue, out var kind, out var body))
        {
            if (LaneFormat.IsNumbered(kind))
                Assert.Equal(++received, LaneFormat.ReadSlot(body));
        }

        Assert.True(bytes.IsEmpty);
        return received;
    }
}
