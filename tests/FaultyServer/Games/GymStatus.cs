namespace ActorInput.Faults.Games;

/// <summary>The status of a pokemon-gym.</summary>
internal readonly record struct GymStatus(bool IsRunning, int StepsTaken);
