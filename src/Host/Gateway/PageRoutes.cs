using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ActorInput.Host.Gateway;

/// <summary>The first page and its files, embedded in the executable: nothing is loaded from elsewhere.</summary>
internal static class PageRoutes
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'";

    public static void MapPage(this IEndpointRouteBuilder app)
    {
        Map(app, "/", "index.html", "text/html; charset=utf-8");
        Map(app, "/page.css", "page.css", "text/css; charset=utf-8");
        Map(app, "/page.js", "page.js", "text/javascript; charset=utf-8");
    }

    private static void Map(IEndpointRouteBuilder app, string path, string file, string type)
    {
        var bytes = Read(file);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        app.MapGet(path, FileContentHttpResult (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-cache";
            response.Headers.ContentSecurityPolicy = Policy;
            return TypedResults.Bytes(bytes, type, entityTag: tag);
        }).ExcludeFromDescription();
    }

    private static byte[] Read(string file)
    {
        var name = $"ActorInput.Host.Gateway.Page.{file}";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
