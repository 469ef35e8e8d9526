using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Common;

/// <summary>Tells a fault of the caller from a failure of the server, so that the log and the answer speak of the right one.</summary>
public static class CallerFault
{
    /// <summary>Whether a request failed because its caller hung up. Then nobody is left to answer, and the server did nothing wrong.</summary>
    public static bool HasGone(HttpContext context, Exception failure) =>
        failure is CallerGoneException || (context.RequestAborted.IsCancellationRequested && failure is OperationCanceledException or IOException);

    /// <summary>Answers a request that failed. If the caller hangs up meanwhile, that is not a failure either.</summary>
    public static async Task AnswerAsync(HttpContext context, Func<Task> answer)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(answer);
        if (context.RequestAborted.IsCancellationRequested)
            return;
        if (context.Response.HasStarted)
        {
            context.Abort(); // Half an answer must not pass for a whole one.
            return;
        }

        try
        {
            await answer();
        }
        catch (Exception failure) when (HasGone(context, failure))
        {
            // The caller hung up meanwhile.
        }
    }

    /// <summary>
    /// Why a body could not be read to its end. Kestrel throws <see cref="BadHttpRequestException"/> for some faults in the HTTP, and a plain
    /// <see cref="IOException"/> for the rest: a chunk size that is too large, a connection that broke. The result is the former with status 400, or
    /// <see cref="CallerGoneException"/> when the caller hung up.
    /// </summary>
    /// <remarks>
    /// Read the body without a token: the read ends by itself with its connection, and Kestrel logs an error after a read that was cancelled. Kestrel
    /// also logs one for a body that is shorter than announced, which happens only when the caller hangs up; therefore the connection is aborted
    /// here.
    /// </remarks>
    public static IOException OfBody(HttpContext context, IOException cause)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(cause);
        if (cause is ConnectionResetException || (context.Request.ContentLength is not null && cause is not BadHttpRequestException { StatusCode: not StatusCodes.Status400BadRequest }))
        {
            // Otherwise Kestrel would read on for the next request, and log that a read is under way.
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            context.Abort();
            return new CallerGoneException(cause);
        }

        return cause as BadHttpRequestException ?? new BadHttpRequestException($"The body could not be read: {cause.Message}", StatusCodes.Status400BadRequest, cause);
    }
}
