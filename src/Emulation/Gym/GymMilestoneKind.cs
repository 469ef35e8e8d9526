namespace ActorInput.Emulation.Gym;

/// <summary>The lists of <c>/evaluate</c>.</summary>
public enum GymMilestoneKind
{
    /// <summary>A species in the party.</summary>
    Pokemon,

    /// <summary>A badge.</summary>
    Badge,

    /// <summary>A place.</summary>
    Location,
}
