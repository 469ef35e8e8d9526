namespace ActorInput.Actors.Sessions.Gym;

/// <summary>
/// What the server's count of steps should be. Usually one action is under way. A concurrent batch has several; their answers have the steps in the
/// order in which the server took them. Thread-safe.
/// </summary>
internal sealed class GymStepCount
{
    private readonly Lock _lock = new();
    private long _answered;
    private long _atStart;
    private int _underWay;
    private int _open;
    private int _begun;

    /// <summary>The count after the last answered action.</summary>
    public long Answered
    {
        get
        {
            lock (_lock)
                return _answered;
        }
    }

    /// <summary>Sets the count; no action is open.</summary>
    public void Restart(long steps)
    {
        lock (_lock)
            (_answered, _open) = (steps, 0);
    }

    public void Begin()
    {
        lock (_lock)
        {
            if (_underWay == 0)
                _atStart = _answered;

            _underWay++;
            _begun++;
        }
    }

    public void End(GymOutcome outcome)
    {
        lock (_lock)
        {
            _underWay--;
            _answered += outcome == GymOutcome.Applied ? 1 : 0;
            _open += outcome == GymOutcome.Open ? 1 : 0;
        }
    }

    /// <summary>Whether an action that is under way can have been this step.</summary>
    public bool Fits(long step)
    {
        lock (_lock)
            return step > _atStart && step <= _answered + _underWay + _open;
    }

    /// <summary>A mark of this moment, if only the action under way can have changed the count; otherwise null.</summary>
    public int? Alone()
    {
        lock (_lock)
            return _underWay == 1 && _open == 0 ? _begun : null;
    }
}
