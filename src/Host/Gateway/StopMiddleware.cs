namespace ActorInput.Host.Gateway;

/// <summary>Answers with 503 what still waits when <see cref="RequestsEnd"/> says that the node waits no longer.</summary>
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
