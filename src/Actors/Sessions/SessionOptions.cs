using ActorInput.Actors.Common;

namespace ActorInput.Actors.Sessions;

/// <summary>Options of the HTTP session between an emulator's actor and its emulator server.</summary>
public sealed class SessionOptions
{
    /// <summary>The most requests that one session has in flight, over all hosts. Default 10; 1 to 1,000.</summary>
    public int MaxConnections { get; set; } = 10;

    /// <summary>
    /// The most requests that one session has in flight to one host; only a concurrent batch uses more than one. Default 5; 1 to
    /// <see cref="MaxConnections"/>.
    /// </summary>
    public int MaxConnectionsPerHost { get; set; } = 5;

    /// <summary>
    /// The most connections that all sessions of a node have to one server address; a request waits for one within its timeout. Default 256, the most
    /// games that one of our servers can have; 1 to 65,535. It is set for the node, not for single emulators.
    /// </summary>
    public int MaxConnectionsPerServer { get; set; } = 256;

    /// <summary>How long an unused connection is kept. Default 60 s; 1 s to 1 h.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a request may take before the session finds out what became of it. Default 10 s; 10 ms to 10 min. The time that the input's frames
    /// take is added to it: a real-time emulator needs 1 s for 60 frames.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many frames a second the slowest game runs. It says how long a request's frames may take on a server that does not announce its speed;
    /// ours does. Default 60, real time; 1 to 1,000,000.
    /// </summary>
    public double FramesPerSecond { get; set; } = 60;

    /// <summary>How long opening a session may take: a pokemon-gym needs seconds to start its game. Default 30 s; 100 ms to 10 min.</summary>
    public TimeSpan OpenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest answer that is read, in bytes. Default 4 MiB; 64 KiB to 256 MiB. A larger answer counts as none.</summary>
    public int MaxResponseBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// How often a request that certainly was not applied (no connection) is tried again before the slot counts as failed. Default 2; 0 to 10.
    /// </summary>
    public int Retries { get; set; } = 2;

    /// <summary>How long to wait before the first such retry; doubled for each further one, with jitter. Default 50 ms; 1 ms to 10 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long finding out what was applied may take after a failed request; on a pokemon-gym this includes waiting for the running action. Default
    /// 15 s; 100 ms to 10 min. Inputs whose result is not known by then are answered <c>Unknown</c>.
    /// </summary>
    public TimeSpan ReconcileTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// On a server that only counts its steps: how long the count must stand still before an unanswered action counts as not applied. Default 500 ms;
    /// 0 to 1 min. A higher value is more certain; a lower one recovers faster.
    /// </summary>
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromMilliseconds(500);

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(MaxConnections)}", MaxConnections, 1, 1_000);
        problems.InRange($"{name}:{nameof(MaxConnectionsPerHost)}", MaxConnectionsPerHost, 1, Math.Max(1, MaxConnections));
        problems.InRange($"{name}:{nameof(MaxConnectionsPerServer)}", MaxConnectionsPerServer, 1, 65_535);
        problems.InRange($"{name}:{nameof(KeepAlive)}", KeepAlive, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        problems.InRange($"{name}:{nameof(Timeout)}", Timeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        problems.InRange($"{name}:{nameof(FramesPerSecond)}", FramesPerSecond, 1, 1_000_000);
        problems.InRange($"{name}:{nameof(OpenTimeout)}", OpenTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        problems.InRange($"{name}:{nameof(MaxResponseBytes)}", MaxResponseBytes, 64 * 1024, 256 * 1024 * 1024);
        problems.InRange($"{name}:{nameof(Retries)}", Retries, 0, 10);
        problems.InRange($"{name}:{nameof(RetryDelay)}", RetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        problems.InRange($"{name}:{nameof(ReconcileTimeout)}", ReconcileTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        problems.InRange($"{name}:{nameof(SettleTime)}", SettleTime, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
