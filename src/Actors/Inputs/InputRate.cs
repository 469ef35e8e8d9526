namespace ActorInput.Actors.Inputs;

/// <summary>
/// Tells whether inputs come quickly: at least a given number within a given time. It remembers only the times of that many
/// inputs.
/// </summary>
/// <param name="threshold">How many inputs.</param>
/// <param name="within">The time, in ticks of the timestamps.</param>
internal struct InputRate(int threshold, long within)
{
    private long[]? _times; // Made with the first input: most of thousands of emulators are idle.
    private int _next;

    /// <summary>Notes an input, and says whether the threshold was reached in the time before it.</summary>
    public bool Note(long now)
    {
        if (threshold == 0)
            return true;
        _times ??= new long[threshold];
        var oldest = _times[_next];
        _times[_next] = now;
        _next = _next + 1 == _times.Length ? 0 : _next + 1;
        return oldest != 0 && now - oldest <= within;
    }
}
