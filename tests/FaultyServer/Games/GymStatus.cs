namespace ActorInput.Faults.Games;

/// <summary>What a pokemon-gym tells of itself.</summary>
internal readonly record struct GymStatus(bool IsRunning, int StepsTaken);
