namespace ActorInput.Faults.Games;

/// <summary>The state that a pokemon-gym keeps besides its game. Used under the game's lock.</summary>
internal sealed class GymState
{
    /// <summary>Whether a game runs.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Whether a game ran and was stopped. An action then gets another answer than before the first game.</summary>
    public bool WasStopped { get; set; }

    /// <summary>Successful actions since the last /initialize.</summary>
    public int StepsTaken { get; set; }
}
