namespace ActorInput.Host.Gateway;

/// <summary>
/// Ends requests that still wait for an answer when the node stops: their answers would come from stopped actors, or later than the node can wait.
/// Each request gets an answer, so that no caller sees a broken connection.
/// </summary>
internal sealed class RequestsEnd : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Cancelled when requests that still wait are to be answered.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Answers all requests that still wait, and those that come after this.</summary>
    public void Now() => _end.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    /// <summary>The answer to a request that the node no longer waits for.</summary>
    /// <param name="method">Its method: a read has changed nothing.</param>
    public static ProblemResult Problem(string method)
    {
        const string code = "shuttingDown";
        const int status = StatusCodes.Status503ServiceUnavailable;
        var retryAfter = TimeSpan.FromSeconds(1);
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
            ? Problems.Of(status, code, "The node is stopping. Nothing was changed; ask another node.", retryAfter)
            : Problems.OfUnknownFate(
                status,
                code,
                "The node is stopping and no longer waits for the answer. The request may have been carried out or may still be; ask another node, with the same id (Idempotency-Key).",
                retryAfter);
    }
}
