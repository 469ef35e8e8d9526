namespace ActorInput.Actors.Inputs;

/// <summary>
/// Learns from the inputs of one emulator whether agents press again as soon as they are answered. Then it pays to answer first when a request returns
/// while others wait, and to send the waiting inputs together with the next ones of those who were answered. It has no clock: its callers pass
/// timestamps. Not thread-safe: <see cref="InputQueue"/> holds its lock around it.
/// </summary>
/// <remarks>
/// Without it, agents that all press again at once fall into two halves: one half is in flight while the other waits, and each request carries half of
/// what it could.
/// </remarks>
/// <param name="within">How soon after the return "as soon as they are answered" is, in ticks of the timestamps.</param>
internal sealed class EchoEstimator(long within)
{
    /// <summary>After this many returns in a row that nearly all agents followed, agents are expected to press again.</summary>
    public const int Needed = 3;

    private const int Highest = 2 * Needed;
    private int _score;
    private int _answered; // Inputs of the last request that returned; 0: it says nothing.
    private int _pressed; // Inputs that came soon after it.
    private long _until;

    /// <summary>Whether agents that are answered now are expected to press again at once.</summary>
    public bool Expects => _score >= Needed;

    /// <summary>A request with this many inputs has returned; times never go back.</summary>
    public void Returned(int inputs, long now)
    {
        if (_answered > 0)
            Judge();
        (_answered, _pressed, _until) = (inputs, 0, now + within);
    }

    /// <summary>Notes an input.</summary>
    public void Arrived(long now)
    {
        if (now <= _until)
            _pressed++;
    }

    /// <summary>What has returned last says nothing: something else was sent since.</summary>
    public void Forget() => _answered = 0;

    /// <summary>Three of four must have pressed again.</summary>
    private void Judge()
    {
        if (4 * _pressed >= 3 * _answered)
            _score = Math.Min(_score + 1, Highest);
        else
            _score = Math.Max(_score - Needed, 0);
    }
}
