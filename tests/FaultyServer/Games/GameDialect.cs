namespace ActorInput.Faults.Games;

/// <summary>Which API a game speaks.</summary>
public enum GameDialect
{
    /// <summary>The API of our own emulator server.</summary>
    Native,

    /// <summary>The API of a pokemon-gym.</summary>
    Gym,
}
