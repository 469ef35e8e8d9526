namespace ActorInput.Actors.Inputs;

/// <summary>One stage's window in the <see cref="WindowTimer"/>: at most one entry in its queue, however often it is armed.</summary>
/// <param name="due">Called on the timer's thread when the window closes.</param>
internal sealed class Window(Action due)
{
    /// <summary>What <see cref="DueAt"/> says of a window that is not to close.</summary>
    public const long Disarmed = long.MinValue;

    private long _dueAt = Disarmed;

    /// <summary>When it closes, a timestamp of the timer's clock.</summary>
    public long DueAt
    {
        get => Volatile.Read(ref _dueAt);
        set => Volatile.Write(ref _dueAt, value);
    }

    /// <summary>Whether the timer's queue has it. Belongs to the timer, under its lock.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Keeps it from closing. A call that is under way still comes; the stage looks at its queue then and finds nothing to close.</summary>
    public void Disarm() => DueAt = Disarmed;

    /// <summary>Closes it.</summary>
    public void Due() => due();
}
