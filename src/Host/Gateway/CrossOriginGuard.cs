namespace ActorInput.Host.Gateway;

/// <summary>
/// Refuses writes that a browser sends on behalf of a page from elsewhere: any web page could otherwise press buttons on a node that
/// listens on the reader's own machine. Programs send neither header and pass.
/// </summary>
internal static class CrossOriginGuard
{
    public static IApplicationBuilder UseCrossOriginGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (IsAllowed(context.Request))
            await next(context);
        else
            await Problems.Of(StatusCodes.Status403Forbidden, "crossOrigin", "A page from another origin may not write here.").ExecuteAsync(context);
    });

    private static bool IsAllowed(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return true;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
