namespace ActorInput.Actors.Inputs;

/// <summary>One stage's window in the <see cref="WindowTimer"/>: at most one entry in its queue, however often it is armed.</summary>
/// <param name="due">Called on the timer's thread when the window closes.</param>
internal sealed class Window(Action due)
{
    /// <summary>The value of <see cref="DueAt"/> for a disarmed window.</summary>
    public const long Disarmed = long.MinValue;

    private long _dueAt = Disarmed;

    /// <summary>When it closes, a timestamp of the timer's clock.</summary>
    public long DueAt
    {
        get => Volatile.Read(ref _dueAt);
        set => Volatile.Write(ref _dueAt, value);
    }

    /// <summary>Whether it is in the timer's queue. Only the timer uses this, under its lock.</summary>
    public bool IsQueued { get; set; }

    /// <summary>
    /// Disarms the window. A call that is already under way still comes; the stage then looks at its queue and finds nothing to
    /// close.
    /// </summary>
    public void Disarm() => DueAt = Disarmed;

    /// <summary>Closes it.</summary>
    public void Due() => due();
}
