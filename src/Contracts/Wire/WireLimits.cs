namespace ActorInput.Contracts.Wire;

/// <summary>
/// Limits of every message between nodes, whatever a node's options say. The bytes come from outside, so the reader refuses larger messages; the
/// writer refuses them too, so that the sender sees the error. The limits are the largest values that the options allow.
/// </summary>
public static class WireLimits
{
    /// <summary>Most bytes of one message, without the envelope that a transport puts around it.</summary>
    public const int MaxMessageBytes = 1_000_000;

    /// <summary>Most bytes of <see cref="Messages.LaneFrames"/>: a frame around the largest message, and an envelope of its own.</summary>
    public const int MaxLaneFramesBytes = MaxMessageBytes + 1_024;

    /// <summary>Most steps (presses and waits) of one input.</summary>
    public const int MaxSteps = 100_000;

    /// <summary>Most frames that one input names, in waits, holds and the waits after presses together.</summary>
    public const int MaxFrames = 10_000_000;

    /// <summary>Most inputs of one batch, and most results of one reply to a batch.</summary>
    public const int MaxBatchInputs = 1_024;
}
