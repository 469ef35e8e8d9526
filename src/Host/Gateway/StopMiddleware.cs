namespace ActorInput.Host.Gateway;

/// <summary>Answers waiting requests with 503 when <see cref="RequestsEnd"/> says that the node no longer waits.</summary>
internal sealed class StopMiddleware(RequestDelegate next, RequestsEnd end)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var caller = context.RequestAborted;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, end.Token);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (end.Token.IsCancellationRequested && !caller.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.RequestAborted = caller;
            await RequestsEnd.Problem(context.Request.Method).ExecuteAsync(context);
        }
        finally
        {
            context.RequestAborted = caller;
        }
    }
}
