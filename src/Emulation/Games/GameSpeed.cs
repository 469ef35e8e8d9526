namespace ActorInput.Emulation.Games;

/// <summary>How fast a game runs against the clock.</summary>
public enum GameSpeed
{
    /// <summary>As fast as the machine can.</summary>
    Unlimited,

    /// <summary>Five times a Game Boy: 298.6 frames a second.</summary>
    X5,

    /// <summary>As a Game Boy: 59.73 frames a second.</summary>
    RealTime,
}
