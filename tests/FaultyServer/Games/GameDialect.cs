namespace ActorInput.Faults.Games;

/// <summary>Which API a game speaks.</summary>
public enum GameDialect
{
    /// <summary>That of our own emulator server.</summary>
    Native,

    /// <summary>That of a pokemon-gym.</summary>
    Gym,
}
