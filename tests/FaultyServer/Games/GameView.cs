namespace ActorInput.Faults.Games;

/// <summary>A game's state at one moment.</summary>
/// <param name="Life">Name of its life.</param>
/// <param name="Epoch">Current epoch.</param>
/// <param name="Sequence">Last sequence taken in it.</param>
/// <param name="Frame">Frames run in this life.</param>
/// <param name="Steps">Steps applied in this life.</param>
/// <param name="IsBusy">Whether a request is being served.</param>
internal readonly record struct GameView(string Life, long Epoch, long Sequence, long Frame, long Steps, bool IsBusy);
