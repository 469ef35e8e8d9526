namespace ActorInput.Actors.Sessions.Native;

/// <summary>What a claim brought.</summary>
/// <param name="Game">The life of the game that answered.</param>
/// <param name="Epoch">The new epoch.</param>
/// <param name="Applied">Steps of each number that was asked for.</param>
internal sealed record NativeFates(string Game, long Epoch, int[] Applied);
