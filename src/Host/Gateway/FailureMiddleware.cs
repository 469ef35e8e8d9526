using ActorInput.Emulation.Common;
using ActorInput.Emulation.Server.Callers;

namespace ActorInput.Host.Gateway;

/// <summary>
/// Answers requests that failed, and those of callers who are not let in, with problems. What a caller did is answered as its fault and not
/// logged; what failed here is logged, and is not the caller's to read.
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
            // Nobody is left to answer.
        }
        catch (BadHttpRequestException bad)
        {
            var code = bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "bodyTooLarge" : "invalidRequest";
            await CallerFault.AnswerAsync(context, () => Problems.Of(bad.StatusCode, code, bad.Message).ExecuteAsync(context));
        }
        catch (Exception failure)
        {
            LogFailure(failure, context.Request.Method, context.Request.Path);
            var problem = Problems.Of(StatusCodes.Status500InternalServerError, "internalError", "The node failed to answer this; its log says why.");
            await CallerFault.AnswerAsync(context, () => problem.ExecuteAsync(context));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailure(Exception failure, string method, string path);
}
