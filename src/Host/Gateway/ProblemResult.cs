using System.Globalization;
using System.Text.Json;

namespace ActorInput.Host.Gateway;

/// <summary>Answers with a problem by RFC 9457.</summary>
/// <param name="Body">What it says.</param>
/// <param name="RetryAfter">When to try again; rounded up to whole seconds in the header.</param>
internal sealed record ProblemResult(ProblemBody Body, TimeSpan? RetryAfter) : IResult, IStatusCodeHttpResult
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    int? IStatusCodeHttpResult.StatusCode => Body.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Body.Status;
        response.ContentType = MediaType;
        if (RetryAfter is { } after)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Body, GatewayJson.Instance.ProblemBody);
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
