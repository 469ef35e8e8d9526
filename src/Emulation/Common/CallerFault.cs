using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Common;

/// <summary>Tells what a caller did to a request from what failed here: neither is the other's to read of.</summary>
public static class CallerFault
{
    /// <summary>Whether a request failed because its caller has gone: nobody is left to answer, and nothing is wrong here.</summary>
    public static bool HasGone(HttpContext context, Exception failure) =>
        failure is CallerGoneException || (context.RequestAborted.IsCancellationRequested && failure is OperationCanceledException or IOException);

    /// <summary>Answers a request that failed. Its caller may have gone before or while it is answered, which is no failure either.</summary>
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
            // It has gone meanwhile.
        }
    }

    /// <summary>
    /// Why a body could not be read to its end. Kestrel throws <see cref="BadHttpRequestException"/> for some of what is not proper HTTP, and a
    /// plain <see cref="IOException"/> for the rest: a chunk size that is too large, a connection that broke. The result is the former with status
    /// 400, or <see cref="CallerGoneException"/> when the caller hung up.
    /// </summary>
    /// <remarks>
    /// Give a read of the body no token: it ends with its connection by itself, and a read that was cancelled leaves the body in a state that
    /// Kestrel logs as an error. So does a body that ends before its announced length, which only a caller does that hangs up: that connection is
    /// aborted here.
    /// </remarks>
    public static IOException OfBody(HttpContext context, IOException cause)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(cause);
        if (cause is ConnectionResetException || (context.Request.ContentLength is not null && cause is not BadHttpRequestException { StatusCode: not StatusCodes.Status400BadRequest }))
        {
            // Kestrel would otherwise read on for a next request, and log that a read is under way.
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            context.Abort();
            return new CallerGoneException(cause);
        }

        return cause as BadHttpRequestException ?? new BadHttpRequestException($"The body could not be read: {cause.Message}", StatusCodes.Status400BadRequest, cause);
    }
}
