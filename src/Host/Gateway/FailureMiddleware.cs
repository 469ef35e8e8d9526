using ActorInput.Emulation.Common;
using ActorInput.Emulation.Server.Callers;

namespace ActorInput.Host.Gateway;

/// <summary>
/// Answers failed requests, and requests of refused callers, with problems. A caller's fault is answered as such and not logged; a failure of the
/// node is logged, and its details are not sent to the caller.
/// </summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, CallerGuard guard, ILogger<FailureMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            if (guard.Refusal(context.Request) is { } refusal)
                await Problems.Of(StatusCodes.Status403Forbidden, refusal.Code, refusal.Detail).ExecuteAsync(context);
            else
                await next(context);
        }
        catch (Exception failure) when (CallerFault.HasGone(context, failure))
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (BadHttpRequestException bad)
        {
            var code = bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "bodyTooLarge" : "invalidRequest";
            await CallerFault.AnswerAsync(context, () => Problems.Of(bad.StatusCode, code, bad.Message).ExecuteAsync(context));
        }
        catch (Exception failure)
        {
            LogFailure(failure, context.Request.Method, context.Request.Path);
            var problem = Problems.Of(StatusCodes.Status500InternalServerError, "internalError", "The node failed to answer this request; its log says why.");
            await CallerFault.AnswerAsync(context, () => problem.ExecuteAsync(context));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailure(Exception failure, string method, string path);
}
