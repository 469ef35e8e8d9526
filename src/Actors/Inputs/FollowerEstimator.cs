namespace ActorInput.Actors.Inputs;

/// <summary>
/// Learns from the inputs of one emulator whether another input is likely to come within the window of the waiting ones. It has no clock: its callers
/// pass timestamps. Not thread-safe: <see cref="InputQueue"/> holds its lock around it.
/// </summary>
/// <remarks>
/// <para>
/// A window opens with an input that comes when none is open, and is watched to its end whether its inputs wait for it or were sent at once. For each number
/// of inputs, a score says how often such a window brought another one: <see cref="Followed"/> more when it did, one less when it did not.
/// While the score is above zero, it pays to wait; it falls to zero where less than about one window in six is followed.
/// </para>
/// <para>
/// An input that comes after the window's inputs were answered says neither: it may be the next press of an agent that had to wait for that answer,
/// and would not have come if they had been kept. To find out, inputs are kept once: a trial. The price of a trial is a number of windows in which no
/// input came at all. An agent that presses again at once after each answer leaves no such window, so trials do not slow it down.
/// </para>
/// </remarks>
/// <param name="maxBatch">Inputs of a full batch, at least 2: nobody waits for one more.</param>
/// <param name="window">How long a window is, in ticks of the timestamps.</param>
internal sealed class FollowerEstimator(int maxBatch, long window)
{
    /// <summary>The highest score, and the initial one: after this many empty windows in a row, inputs are sent at once.</summary>
    public const int Highest = 10;

    /// <summary>The amount that a followed window adds to a score.</summary>
    private const int Followed = 5;

    /// <summary>Larger numbers of inputs share the last score.</summary>
    private const int Scores = 16;

    /// <summary>Most windows without a follower that a trial costs. The price doubles with each trial that found nobody.</summary>
    private const int HighestPrice = 16;

    /// <summary>After this many windows a trial is free: for inputs at an even pace that is too quick to leave a window empty.</summary>
    private const int FreeAfter = 64;

    private readonly byte[] _scores = Filled(Math.Min(maxBatch - 1, Scores));
    private int _count; // Inputs of the open window; 0: none is open.
    private long _closesAt;
    private bool _hasLeft;
    private bool _isAnswered;
    private int _empty;
    private int _price = 1;
    private int _trial; // The number of inputs that is on trial; 0: none.
    private long _freeAt;

    /// <summary>Whether this many waiting inputs, fewer than a full batch, should wait for another one.</summary>
    public bool Expects(int waiting) => Score(waiting) > 0;

    /// <summary>Notes an input; times never go back.</summary>
    public void Arrived(long now)
    {
        if (_count > 0)
        {
            ref var score = ref Score(_count);
            if (now >= _closesAt)
            {
                NobodyFollowed(ref score);
            }
            else if (_isAnswered)
            {
                Unclear(ref score, now);
            }
            else
            {
                SomebodyFollowed(ref score);
                if (++_count == maxBatch)
                    _count = 0;
                return;
            }
        }

        (_count, _closesAt, _hasLeft, _isAnswered) = (1, now + window, false, false);
    }

    /// <summary>A request was sent with the waiting inputs.</summary>
    public void Left() => _hasLeft = true;

    /// <summary>The request has returned: agents that waited for it may press again.</summary>
    public void Returned() => _isAnswered |= _hasLeft;

    /// <summary>The open window is not watched to its end: something else ended it, which says nothing about inputs.</summary>
    public void Forget() => _count = 0;

    private void SomebodyFollowed(ref byte score)
    {
        score = (byte)Math.Min(score + Followed, Highest);
        if (_trial == _count)
            (_trial, _price) = (0, 1);
    }

    private void NobodyFollowed(ref byte score)
    {
        if (score > 0)
            score--;
        if (_empty < HighestPrice)
            _empty++;
        if (_trial == _count)
            (_trial, _price) = (0, Math.Min(_price * 2, HighestPrice));
    }

    private void Unclear(ref byte score, long now)
    {
        if (score > 0 || (_empty < _price && now < _freeAt))
            return;
        score = 1; // The next window with so many inputs is kept open.
        (_trial, _empty, _freeAt) = (_count, 0, now + (FreeAfter * window));
    }

    private ref byte Score(int inputs) => ref _scores[Math.Min(inputs, _scores.Length) - 1];

    private static byte[] Filled(int length)
    {
        var scores = new byte[length];
        Array.Fill(scores, (byte)Highest);
        return scores;
    }
}
