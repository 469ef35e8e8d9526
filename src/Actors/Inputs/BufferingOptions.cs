using ActorInput.Actors.Common;

namespace ActorInput.Actors.Inputs;

/// <summary>How quick inputs are gathered into batches. Set for the fleet, or for a single emulator.</summary>
public sealed class BufferingOptions
{
    /// <summary>
    /// The rate, in inputs a second over the last <see cref="RateWindow"/>, from which inputs are gathered; below it each input is sent at once.
    /// Default 5; 0 to 1,000. With 0 all inputs are gathered; with a high value hardly any. A higher value favours the latency of a lone input.
    /// </summary>
    public int ThresholdPerSecond { get; set; } = 5;

    /// <summary>
    /// The time over which that rate is measured. Default 1 s; 100 ms to 10 s. With a shorter time gathering starts sooner in a burst and ends sooner
    /// after it.
    /// </summary>
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most inputs that are gathered into one batch. Default 8; 1 to 256. A batch that an agent sends as one is never cut.</summary>
    public int MaxBatch { get; set; } = 8;

    /// <summary>
    /// The longest time that a batch waits for more inputs, from its first one. Default 3 ms; 0 to 1 s, kept to about a tenth of a millisecond. A
    /// higher value favours large batches over latency. While a request is in flight inputs gather anyway. They are sent when it returns, or up to an
    /// eighth of the window later when its agents are expected to press again at once.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMilliseconds(3);

    /// <summary>
    /// Whether a batch is sent before its window closes when recent inputs show that no other is likely within it, and whether inputs wait for agents
    /// that press again as soon as they are answered. Default true. False: a batch always waits for its count or its window. docs/decisions/0016-predictive-buffering.md compares both for several kinds of load.
    /// </summary>
    public bool Predict { get; set; } = true;

    /// <summary>Most inputs that may wait; a further input is refused as overloaded. Default 256; 1 to 1,000,000.</summary>
    public int QueueLength { get; set; } = 256;

    /// <summary>The time without an input after which the stream is released; the next input makes a new one. Default 30 s; 1 s to 1 day.</summary>
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
