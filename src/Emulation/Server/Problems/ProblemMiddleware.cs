using ActorInput.Emulation.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorInput.Emulation.Server.Problems;

/// <summary>Answers failures, unknown routes and wrong methods with problems.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (CallerFault.HasGone(context, failure))
        {
            // Nobody is left to answer.
            return;
        }
        catch (Exception failure)
        {
            var problem = ProblemAnswers.Of(failure);
            if (problem.Status >= 500)
                LogFailure(failure, context.Request.Method, context.Request.Path);
            await CallerFault.AnswerAsync(context, () => SendAsync(context, problem));
            return;
        }

        // Routing answers these without a body.
        if (context.Response is not { HasStarted: false, ContentLength: null, ContentType: null } response)
            return;
        if (response.StatusCode == StatusCodes.Status404NotFound)
            await SendAsync(context, RequestProblems.NotFound(context.Request.Path));
        else if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            await SendAsync(context, RequestProblems.MethodNotAllowed(context.Request.Method, context.Request.Path));
    }

    private static Task SendAsync(HttpContext context, Problem problem)
    {
        // The handler may have set this header for the answer that it did not give.
        context.Response.Headers.Remove("X-State-Sha256");
        return ProblemAnswers.Write(problem).SendAsync(context.Response, context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailure(Exception failure, string method, string path);
}
