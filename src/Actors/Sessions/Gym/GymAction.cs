namespace ActorInput.Actors.Sessions.Gym;

/// <summary>One request to <c>/action</c>: neighbouring presses, or a wait.</summary>
/// <param name="From">Index of its first step among all steps of the ticket.</param>
/// <param name="To">Index after its last.</param>
/// <param name="WaitFrames">Frames of a wait; 0 for presses.</param>
internal readonly record struct GymAction(int From, int To, int WaitFrames);
