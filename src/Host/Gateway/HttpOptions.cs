using System.Globalization;
using System.Net;
using ActorInput.Emulation.Server.Callers;

namespace ActorInput.Host.Gateway;

/// <summary>The HTTP side of a node. Bound from the section <c>ActorInput:Http</c>.</summary>
internal sealed class HttpOptions
{
    /// <summary>Name of the subsection.</summary>
    public const string Section = "Http";

    /// <summary>
    /// IP address on which the node listens. Default 127.0.0.1; with an address beyond loopback, anybody who can reach the port can use the
    /// games.
    /// </summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>Port. Default 8080; 0 takes a free one.</summary>
    public int Port { get; set; } = 8080;

    /// <summary>Largest request body that is read, in bytes. Default 1 MiB; 1 KiB to 64 MiB. A larger one is refused whole.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How long a request waits for the result of its input. Default 60 s; 100 ms to 1 h. An input at real-time speed takes as long as its frames:
    /// 2.2 s a press with pokemon-gym's timing.
    /// </summary>
    public TimeSpan InputTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a question (state, screen, memory, list) waits for its answer. Default 15 s; 100 ms to 10 min.</summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Names by which the node may be called besides <c>localhost</c> and loopback addresses, without a port: for example that of a proxy in front of
    /// it. <c>*</c> allows any. Default none: on loopback the node then answers no other name, so that no web page can reach it through a domain name
    /// of its own; a node that listens beyond loopback then answers any name.
    /// </summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>True when only this machine reaches the node.</summary>
    public bool IsLoopback => IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address);

    /// <summary>All problems, each a sentence that names the option, its value and what is allowed.</summary>
    public IEnumerable<string> Validate()
    {
        if (!IPAddress.TryParse(Host, out _))
            yield return $"{Section}:{nameof(Host)} is '{Host}'; an IP address is allowed, for example 127.0.0.1.";
        if (Port is < 0 or > 65_535)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:{nameof(Port)} is {Port}; 0 to 65535 is allowed.");
        if (MaxBodyBytes is < 1024 or > 64 * 1024 * 1024)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:{nameof(MaxBodyBytes)} is {MaxBodyBytes}; 1024 to {64 * 1024 * 1024} is allowed.");
        if (InputTimeout < TimeSpan.FromMilliseconds(100) || InputTimeout > TimeSpan.FromHours(1))
            yield return $"{Section}:{nameof(InputTimeout)} is {InputTimeout}; 00:00:00.1 to 01:00:00 is allowed.";
        if (QueryTimeout < TimeSpan.FromMilliseconds(100) || QueryTimeout > TimeSpan.FromMinutes(10))
            yield return $"{Section}:{nameof(QueryTimeout)} is {QueryTimeout}; 00:00:00.1 to 00:10:00 is allowed.";
        foreach (var host in AllowedHosts)
        {
            if (CallerGuard.Problem(host) is { } problem)
                yield return $"{Section}:{nameof(AllowedHosts)} has '{host}'; {problem}.";
        }
    }
}
