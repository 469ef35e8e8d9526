using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Requests;
using ActorInput.Emulation.Server.Writes;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>
/// Sends writes with <c>?epoch=&amp;sequence=</c> through the game's gate, on every route. Status, media type and body of the first answer are kept
/// and given again to repeats. The dialects therefore need not know about epochs.
/// </summary>
internal sealed class TaggedWriteMiddleware(RequestDelegate next)
{
    private static readonly int[] OneStep = [1];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var endpoint = context.GetEndpoint();
        var game = endpoint?.Metadata.GetMetadata<HostedGame>();
        if (game is null || !request.QueryString.HasValue || HttpMethods.IsGet(request.Method) || WriteTags.Of(request.Query) is not { } tag)
        {
            await next(context);
            return;
        }

        if (endpoint!.Metadata.GetMetadata<TagInBodyMetadata>() is not null)
            throw new ProblemException(RequestProblems.Invalid("epoch", "in the query", "this route takes it in the body"));

        using var body = await RequestBody.ReadAsync(request);
        var content = WriteTags.Hash(request, body.Span);
        var whole = body.Span.ToArray();
        var answer = await game.Writes.RunAsync(tag, OneStep, content, () => ApplyAsync(context, whole), context.RequestAborted);
        await answer.SendAsync(context.Response, context.RequestAborted);
    }

    private async Task<AppliedWrite> ApplyAsync(HttpContext context, byte[] body)
    {
        var response = context.Response;
        var sent = response.Body;
        using var kept = new MemoryStream();
        context.Request.Body = new MemoryStream(body, writable: false);
        response.Body = kept;
        // A write that was accepted is applied, whether or not the caller still waits.
        var aborted = context.RequestAborted;
        context.RequestAborted = CancellationToken.None;
        try
        {
            await next(context);
            await response.BodyWriter.FlushAsync(CancellationToken.None);
        }
        finally
        {
            response.Body = sent;
            context.RequestAborted = aborted;
        }

        var done = response.StatusCode is >= 200 and < 300;
        var answer = new WriteAnswer(response.StatusCode, response.ContentType, kept.ToArray());
        return new AppliedWrite(answer, [new WriteProgress(done ? 1 : 0, 1)]);
    }
}
