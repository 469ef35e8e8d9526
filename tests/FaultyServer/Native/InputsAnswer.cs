using System.Buffers.Text;
using System.Text;
using ActorInput.Faults.Games;

namespace ActorInput.Faults.Native;

/// <summary>Writes the answer to POST /inputs by hand, without allocating.</summary>
internal static class InputsAnswer
{
    private const int MostOfHead = 256;
    private const int MostOfResult = 128;

    /// <summary>A length that is always enough for <see cref="Write"/>.</summary>
    public static int MostLength(PressOutcome outcome) => MostOfHead + outcome.Life.Length + (outcome.Ticket.Request.Count * MostOfResult);

    /// <summary>Writes the answer; returns its length.</summary>
    public static int Write(PressOutcome outcome, Span<byte> to)
    {
        var ticket = outcome.Ticket;
        var request = ticket.Request;
        var at = 0;
        Raw("{\"game\":\""u8, to, ref at);
        at += Encoding.UTF8.GetBytes(outcome.Life, to[at..]);
        Raw("\""u8, to, ref at);
        if (request.Epoch is { } epoch && request.Sequence is { } sequence)
        {
            Number(",\"epoch\":"u8, epoch, to, ref at);
            Number(",\"sequence\":"u8, sequence, to, ref at);
        }

        Number(",\"applied\":"u8, ticket.Applied, to, ref at);
        Number(",\"of\":"u8, request.Steps, to, ref at);
        Raw(",\"results\":["u8, to, ref at);
        WriteResults(ticket, to, ref at);
        Number("],\"frame\":"u8, ticket.FrameAfter, to, ref at);
        Raw("}"u8, to, ref at);
        return at;
    }

    private static void WriteResults(PressTicket ticket, Span<byte> to, ref int at)
    {
        var request = ticket.Request;
        var frame = ticket.FrameBefore;
        var before = 0;
        for (var i = 0; i < request.Count; i++)
        {
            var of = request.Of[i];
            frame += request.Frames[i];
            Raw(i == 0 ? "{"u8 : ",{"u8, to, ref at);
            if (request.Sequence is { } first)
            {
                Number("\"sequence\":"u8, first + i, to, ref at);
                Raw(","u8, to, ref at);
            }

            Number("\"applied\":"u8, ticket.AppliedOf(i, before), to, ref at);
            Number(",\"of\":"u8, of, to, ref at);
            Number(",\"frame\":"u8, frame, to, ref at);
            Raw("}"u8, to, ref at);
            before += of;
        }
    }

    private static void Raw(ReadOnlySpan<byte> text, Span<byte> to, ref int at)
    {
        text.CopyTo(to[at..]);
        at += text.Length;
    }

    private static void Number(ReadOnlySpan<byte> name, long number, Span<byte> to, ref int at)
    {
        Raw(name, to, ref at);
        Utf8Formatter.TryFormat(number, to[at..], out var written);
        at += written;
    }
}
