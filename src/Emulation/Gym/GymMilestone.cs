namespace ActorInput.Emulation.Gym;

/// <summary>Something that a game reached and that is worth points.</summary>
/// <param name="Kind">Which list of <c>/evaluate</c> it belongs to.</param>
/// <param name="Name">Its name in that list; locations are written with underscores, as in <c>PALLET_TOWN</c>.</param>
/// <param name="Worth">What it adds to the score.</param>
public readonly record struct GymMilestone(GymMilestoneKind Kind, string Name, double Worth);
