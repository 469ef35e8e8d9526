using System.Globalization;
using System.Text.Json;

namespace ActorInput.Host.Gateway;

/// <summary>Answers with a problem by RFC 9457.</summary>
/// <param name="Body">Its contents.</param>
/// <param name="RetryAfter">When to try again; rounded up to whole seconds in the header.</param>
internal sealed record ProblemResult(ProblemBody Body, TimeSpan? RetryAfter) : IResult, IStatusCodeHttpResult
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The header that says in how many seconds to try again.</summary>
    public const string RetryHeader = "Retry-After";

    /// <summary>Whether a problem of this status may have the header: it tells of something that passes.</summary>
    public static bool MayHaveRetryHeader(int status) =>
        status is StatusCodes.Status423Locked or StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;

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
