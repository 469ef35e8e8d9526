namespace ActorInput.Actors.Sessions.Gym;

/// <summary>What the count of steps showed about open actions.</summary>
/// <param name="Outcome">The same for all of them; <see cref="GymOutcome.Open"/> when it cannot be known.</param>
/// <param name="Status">The last reading.</param>
/// <param name="Failure">Why it cannot be known.</param>
internal sealed record GymSettled(GymOutcome Outcome, GymStatus Status, SessionFailure? Failure);
