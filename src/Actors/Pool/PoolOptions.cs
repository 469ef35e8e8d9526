using ActorInput.Actors.Common;

namespace ActorInput.Actors.Pool;

/// <summary>A node's slots, and what happens when one fails.</summary>
public sealed class PoolOptions
{
    /// <summary>
    /// Slots in emulator server processes that the node starts itself. Default 0; 0 to 10,000. A process is started when its first slot
    /// is needed, and ends with the node.
    /// </summary>
    public int EmbeddedSlots { get; set; }

    /// <summary>
    /// Games in one such process. Default 4; 1 to 256. With fewer, a crash ends fewer games; with more, the node needs less
    /// memory.
    /// </summary>
    public int GamesPerServer { get; set; } = 4;

    /// <summary>
    /// Free slots whose emulator server already runs, on a node in a cluster, so that games of a leaving node go on at once. Default 4; 0 to 10,000.
    /// A node's games divided by the number of remaining nodes is enough.
    /// </summary>
    public int ReadySlots { get; set; } = 4;

    /// <summary>How such a process is started: the program and its arguments, to which <c>--count</c> and the like are added.</summary>
    public EmulatorServerCommand? ServerCommand { get; set; }

    /// <summary>
    /// Addresses of games on emulator servers that already run, for example <c>http://127.0.0.1:8081</c>; http or https. Each is a slot.
    /// </summary>
    public IList<string> StaticSlots { get; set; } = [];

    /// <summary>How long a started emulator server has until it is ready. Default 60 s; 1 s to 10 min.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the health of emulator servers is checked. Default 2 s; 100 ms to 10 min.</summary>
    public TimeSpan HealthInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a busy game may make no progress before its process counts as hung and is restarted. Default 10 s; 500 ms to 1 h.
    /// A slow action makes progress and is left alone.
    /// </summary>
    public TimeSpan HungAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Shortest wait before a failed emulator starts again; doubled with each failure. Default 200 ms; 1 ms to 1 min.</summary>
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest such wait. Default 10 s; <see cref="MinBackoff"/> to 1 h.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The random share of the wait, so that many emulators do not start at once. Default 0.2; 0 to 1.</summary>
    public double BackoffJitter { get; set; } = 0.2;

    /// <summary>The number of failures within <see cref="QuarantineWindow"/> that puts an emulator in quarantine. Default 5; 1 to 1,000.</summary>
    public int QuarantineFailures { get; set; } = 5;

    /// <summary>The time over which failures are counted. Default 1 min; 1 s to 1 day.</summary>
    public TimeSpan QuarantineWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The time after which a quarantined emulator is tried again. Default 5 min; 1 s to 1 day.</summary>
    public TimeSpan QuarantineCooldown { get; set; } = TimeSpan.FromMinutes(5);

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(EmbeddedSlots)}", EmbeddedSlots, 0, 10_000);
        problems.InRange($"{name}:{nameof(ReadySlots)}", ReadySlots, 0, 10_000);
        problems.InRange($"{name}:{nameof(GamesPerServer)}", GamesPerServer, 1, 256);
        problems.InRange($"{name}:{nameof(StartTimeout)}", StartTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        problems.InRange($"{name}:{nameof(HealthInterval)}", HealthInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        problems.InRange($"{name}:{nameof(HungAfter)}", HungAfter, TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1));
        problems.InRange($"{name}:{nameof(MinBackoff)}", MinBackoff, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        problems.InRange($"{name}:{nameof(MaxBackoff)}", MaxBackoff, MinBackoff, TimeSpan.FromHours(1));
        problems.InRange($"{name}:{nameof(BackoffJitter)}", BackoffJitter, 0, 1);
        problems.InRange($"{name}:{nameof(QuarantineFailures)}", QuarantineFailures, 1, 1_000);
        problems.InRange($"{name}:{nameof(QuarantineWindow)}", QuarantineWindow, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        problems.InRange($"{name}:{nameof(QuarantineCooldown)}", QuarantineCooldown, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        if (EmbeddedSlots > 0 && ServerCommand is null)
            problems.Add($"{name}:{nameof(ServerCommand)} is not set; embedded slots need the program to start.");
        foreach (var slot in StaticSlots)
        {
            if (!Uri.TryCreate(slot, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length + uri.Fragment.Length > 0)
                problems.Add($"{name}:{nameof(StaticSlots)} has '{slot}'; an absolute http or https address without query and fragment is allowed.");
        }
    }
}
