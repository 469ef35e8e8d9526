namespace ActorInput.Emulation.Gym;

/// <summary>A session that runs: from <c>/initialize</c> to <c>/stop</c>, the next <c>/initialize</c> or the end of its time.</summary>
/// <param name="directory">Its directory, absolute.</param>
/// <param name="lastAnswer">Timestamp of the answer that <c>execution_time</c> counts from.</param>
internal sealed class GymPlay(string directory, long lastAnswer)
{
    public string Directory => directory;

    public long LastAnswer { get; set; } = lastAnswer;

    /// <summary>Actions that were applied.</summary>
    public int StepsTaken { get; set; }

    public GymProgress Progress { get; } = new();
}
