namespace ActorInput.Actors.Sessions.Gym;

/// <summary>What is known of an action after it was sent.</summary>
internal enum GymOutcome
{
    /// <summary>Nothing; the count of steps must be asked for.</summary>
    Open,

    /// <summary>It was applied.</summary>
    Applied,

    /// <summary>It was not and will not be.</summary>
    NotApplied,
}
