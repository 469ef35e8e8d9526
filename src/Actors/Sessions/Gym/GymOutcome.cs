namespace ActorInput.Actors.Sessions.Gym;

/// <summary>What is known of an action after it was sent.</summary>
internal enum GymOutcome
{
    /// <summary>Nothing is known; the server must be asked for its count of steps.</summary>
    Open,

    /// <summary>It was applied.</summary>
    Applied,

    /// <summary>It was not applied and will not be.</summary>
    NotApplied,
}
