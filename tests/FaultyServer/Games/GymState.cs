namespace ActorInput.Faults.Games;

/// <summary>What a pokemon-gym keeps beside its game. Used under the game's lock.</summary>
internal sealed class GymState
{
    /// <summary>Whether a game runs.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Whether one ran and was stopped: an action is then answered otherwise than before the first.</summary>
    public bool WasStopped { get; set; }

    /// <summary>Successful actions since the last /initialize.</summary>
    public int StepsTaken { get; set; }
}
