using System.Net;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Callers;

/// <summary>
/// Refuses requests that a browser sends for a page of another origin. Otherwise any web page could press buttons on a server on the reader's own
/// machine: by a request to another origin, or by a host name that the page's owner lets point to 127.0.0.1 (DNS rebinding); the page could then also
/// read the answers. Programs are not affected: they call a server by its address and send no origin.
/// </summary>
public sealed class CallerGuard
{
    /// <summary>The entry in the list of allowed hosts that stands for any name.</summary>
    public const string AnyHost = "*";

    private readonly HashSet<string> _allowed;
    private readonly bool _any;

    /// <param name="isLoopback">Whether the server listens on loopback only.</param>
    /// <param name="allowedHosts">
    /// Names by which it may be called besides <c>localhost</c> and addresses of loopback, without a port; <see cref="AnyHost"/> for any. When
    /// there are none, a server beyond loopback may be called by any name.
    /// </param>
    public CallerGuard(bool isLoopback, IReadOnlyCollection<string> allowedHosts)
    {
        ArgumentNullException.ThrowIfNull(allowedHosts);
        _allowed = new HashSet<string>(allowedHosts, StringComparer.OrdinalIgnoreCase);
        _any = _allowed.Contains(AnyHost) || (!isLoopback && _allowed.Count == 0);
    }

    /// <summary>What is wrong with an entry of the allowed hosts, as the end of a sentence; null when nothing is.</summary>
    public static string? Problem(string allowedHost) =>
        allowedHost == AnyHost || Uri.CheckHostName(allowedHost) != UriHostNameType.Unknown
            ? null
            : "the name or address by which the server is called is allowed, without a port, or * for any";

    /// <summary>Why a request is refused; null if it is not.</summary>
    public CallerRefusal? Refusal(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!_any && request.Host is { HasValue: true, Host: var host } && !IsLocal(host) && !_allowed.Contains(host))
            return new CallerRefusal("hostNotAllowed", $"The server was called as '{Shown(host)}'; it answers to localhost, 127.0.0.1 and [::1]{Others}.");
        return IsFromElsewhere(request) ? new CallerRefusal("crossOrigin", "A page from another origin may not write here.") : null;
    }

    private string Others => _allowed.Count == 0 ? ", and to the hosts that its options allow" : $", {string.Join(", ", _allowed.Order(StringComparer.Ordinal))}";

    private static bool IsLocal(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsFromElsewhere(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is not ("same-origin" or "none");
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static string Shown(string host) => host.Length > 64 ? $"{host.AsSpan(0, 64)}…" : host;
}
