using ActorInput.Actors.Common;

namespace ActorInput.Actors.Inputs;

/// <summary>How quick inputs are gathered into batches. Per fleet, and per emulator where one differs.</summary>
public sealed class BufferingOptions
{
    /// <summary>
    /// Inputs a second, over the last <see cref="RateWindow"/>, that must have come for the next one to be gathered; with fewer it leaves at
    /// once. Default 5; 0 to 1,000. 0 gathers always; a high value hardly ever. Higher favours the latency of a lone input.
    /// </summary>
    public int ThresholdPerSecond { get; set; } = 5;

    /// <summary>
    /// The time over which that rate is taken. Default 1 s; 100 ms to 10 s. Shorter, gathering follows a burst sooner and ends sooner after it.
    /// </summary>
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most inputs that are gathered into one batch. Default 8; 1 to 256. A batch that an agent sends as one is never cut.</summary>
    public int MaxBatch { get; set; } = 8;

    /// <summary>
    /// How long a batch waits for more at most, from its first input. Default 3 ms; 0 to 1 s, and kept to about a tenth of a millisecond. Higher
    /// favours large batches over latency. While a request is in flight inputs gather anyway, and leave the moment it returns.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMilliseconds(3);

    /// <summary>
    /// Whether a batch leaves before its window closes when recent inputs say that no other will come within it. Default true. False: it always
    /// waits for its count or its window. See docs/decisions/0016-predictive-buffering.md for what each does to a kind of load.
    /// </summary>
    public bool Predict { get; set; } = true;

    /// <summary>Most inputs that wait; one more is refused as overloaded. Default 256; 1 to 1,000,000.</summary>
    public int QueueLength { get; set; } = 256;

    /// <summary>After how long without an input the stream is released, to be made anew with the next. Default 30 s; 1 s to 1 day.</summary>
    public TimeSpan ReleaseAfter { get; set; } = TimeSpan.FromSeconds(30);

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(ThresholdPerSecond)}", ThresholdPerSecond, 0, 1_000);
        problems.InRange($"{name}:{nameof(RateWindow)}", RateWindow, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        problems.InRange($"{name}:{nameof(MaxBatch)}", MaxBatch, 1, 256);
        problems.InRange($"{name}:{nameof(Window)}", Window, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        problems.InRange($"{name}:{nameof(QueueLength)}", QueueLength, 1, 1_000_000);
        problems.InRange($"{name}:{nameof(ReleaseAfter)}", ReleaseAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    }
}
