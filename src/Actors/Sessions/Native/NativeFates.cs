namespace ActorInput.Actors.Sessions.Native;

/// <summary>The answer to a claim that asked what became of inputs.</summary>
/// <param name="Game">The life of the game that answered.</param>
/// <param name="Epoch">The new epoch.</param>
/// <param name="Applied">Steps of each number that was asked for.</param>
internal sealed record NativeFates(string Game, long Epoch, int[] Applied);
