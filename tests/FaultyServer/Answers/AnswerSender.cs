using ActorInput.Faults.Plans;
using ActorInput.Faults.Timing;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Faults.Answers;

/// <summary>Sends answers, correctly or changed by a fault.</summary>
internal sealed class AnswerSender(PreciseTimer timer)
{
    private const int PieceLength = 64 * 1024;

    // Bytes that are neither JSON nor UTF-8, and always the same.
    private static readonly byte[] Garbage = [.. Enumerable.Range(0, 256).Select(i => (byte)((i * 151) ^ 0xC3))];
    private static readonly byte[] Padding = CreatePadding();

    public static async Task SendAsync(HttpContext context, Answer answer)
    {
        Announce(context.Response, answer, answer.Body.Length);
        await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }

    /// <summary>Sends the answer with the fault. Faults without an answer, such as <see cref="FaultKind.HangNever"/>, are left to the caller.</summary>
    public Task SendAsync(HttpContext context, Answer answer, Fault fault) => fault.Kind switch
    {
        FaultKind.Garbage200 => SendAsync(context, new Answer(200, Answer.Json, Garbage)),
        FaultKind.WrongContentType => SendAsync(context, answer with { ContentType = "text/html; charset=utf-8" }),
        FaultKind.TruncatedBody => SendHalfAsync(context, answer),
        FaultKind.SlowDrip => DripAsync(context, answer, fault.Milliseconds),
        FaultKind.HugeBody => SendHugeAsync(context, answer, fault.Bytes),
        _ => SendAsync(context, answer),
    };

    private static void Announce(HttpResponse response, Answer answer, long length)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = length;
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "1";
    }

    private static async Task SendHalfAsync(HttpContext context, Answer answer)
    {
        Announce(context.Response, answer, answer.Body.Length);
        await context.Response.BodyWriter.WriteAsync(answer.Body[..(answer.Body.Length / 2)], context.RequestAborted);
        // Kestrel ends the connection when a handler returns with fewer bytes than it announced.
    }

    private async Task DripAsync(HttpContext context, Answer answer, double milliseconds)
    {
        Announce(context.Response, answer, answer.Body.Length);
        var started = PreciseTimer.Now;
        for (var i = 0; i < answer.Body.Length; i++)
        {
            await timer.WaitUntilAsync(PreciseTimer.After(started, milliseconds * i / answer.Body.Length));
            await context.Response.BodyWriter.WriteAsync(answer.Body.Slice(i, 1), context.RequestAborted);
        }
    }

    private static async Task SendHugeAsync(HttpContext context, Answer answer, long bytes)
    {
        var start = "{\"padding\":\""u8.ToArray();
        var end = "\","u8.ToArray();
        var padding = Math.Max(0, bytes - start.Length - end.Length - (answer.Body.Length - 1));
        Announce(context.Response, answer, start.Length + padding + end.Length + answer.Body.Length - 1);
        var writer = context.Response.BodyWriter;
        await writer.WriteAsync(start, context.RequestAborted);
        for (var left = padding; left > 0; left -= PieceLength)
            await writer.WriteAsync(Padding.AsMemory(0, (int)Math.Min(left, PieceLength)), context.RequestAborted);
        await writer.WriteAsync(end, context.RequestAborted);
        await writer.WriteAsync(answer.Body[1..], context.RequestAborted);
    }

    private static byte[] CreatePadding()
    {
        var padding = new byte[PieceLength];
        padding.AsSpan().Fill((byte)'x');
        return padding;
    }
}
