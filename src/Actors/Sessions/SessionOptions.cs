using ActorInput.Actors.Common;

namespace ActorInput.Actors.Sessions;

/// <summary>The HTTP session that an emulator's actor holds with its emulator server.</summary>
public sealed class SessionOptions
{
    /// <summary>Most requests that one session has in flight, over all hosts. Default 10; 1 to 1,000.</summary>
    public int MaxConnections { get; set; } = 10;

    /// <summary>
    /// Most requests that one session has in flight to one host; only a concurrent batch uses more than one. Default 5; 1 to
    /// <see cref="MaxConnections"/>.
    /// </summary>
    public int MaxConnectionsPerHost { get; set; } = 5;

    /// <summary>
    /// Most connections of all sessions of a node together to one server address; a request waits for one within its timeout. Default 256,
    /// which is as many games as one of our servers has; 1 to 65,535. Of the fleet's options only: emulators cannot differ in it.
    /// </summary>
    public int MaxConnectionsPerServer { get; set; } = 256;

    /// <summary>How long an unused connection is kept. Default 60 s; 1 s to 1 h.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a request may take before its fate is looked into. Default 10 s; 10 ms to 10 min. An input's frames take time: a
    /// real-time emulator needs 1 s for 60 frames, which is added to this.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many frames a second the slowest game here runs, to know how long a request's frames may take on a server that does not tell
    /// (ours does). Default 60, real time; 1 to 1,000,000.
    /// </summary>
    public double FramesPerSecond { get; set; } = 60;

    /// <summary>How long opening a session may take: a pokemon-gym needs seconds to start its game. Default 30 s; 100 ms to 10 min.</summary>
    public TimeSpan OpenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest answer that is read, in bytes. Default 4 MiB; 64 KiB to 256 MiB. A larger one counts as no answer.</summary>
    public int MaxResponseBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// How often a request that surely was not applied (no connection) is tried again before the slot counts as failed. Default 2; 0 to 10.
    /// </summary>
    public int Retries { get; set; } = 2;

    /// <summary>Wait before the first such retry, doubled for each further and spread by jitter. Default 50 ms; 1 ms to 10 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long finding out what was applied may take after a failed request; with a pokemon-gym the running action is awaited in it.
    /// Default 15 s; 100 ms to 10 min. Not known by then is <c>Unknown</c>.
    /// </summary>
    public TimeSpan ReconcileTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// On a server that only counts its steps: how long the count must stand still before an unanswered action counts as not applied.
    /// Default 500 ms; 0 to 1 min. Higher favours certainty over time to recover.
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
