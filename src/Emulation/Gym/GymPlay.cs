namespace ActorInput.Emulation.Gym;

/// <summary>A running session: from <c>/initialize</c> to <c>/stop</c>, the next <c>/initialize</c> or the end of its time.</summary>
/// <param name="directory">Its directory, absolute; made when something is first written.</param>
/// <param name="isNamed">Whether the client named it, and so means what is there already.</param>
/// <param name="lastAnswer">Timestamp of the answer that <c>execution_time</c> counts from.</param>
internal sealed class GymPlay(string directory, bool isNamed, long lastAnswer)
{
    public string Directory { get; set; } = directory;

    /// <summary>Whether the directory is this session's: its client named it, or the session made it.</summary>
    public bool OwnsDirectory { get; set; } = isNamed;

    public long LastAnswer { get; set; } = lastAnswer;

    /// <summary>Actions that were applied.</summary>
    public int StepsTaken { get; set; }

    public GymProgress Progress { get; } = new();
}
