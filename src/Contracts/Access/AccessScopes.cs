namespace ActorInput.Contracts.Access;

/// <summary>What a caller may do. A route needs one of these; a key has a set of them, and none contains another.</summary>
[Flags]
public enum AccessScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Look at emulators, games, nodes and metrics.</summary>
    Read = 1,

    /// <summary>Play: press, take leases, save and restore games.</summary>
    Send = 2,

    /// <summary>Everything else: what changes the fleet, what is kept, or a game's memory.</summary>
    Operate = 4,

    /// <summary>All of them.</summary>
    All = Read | Send | Operate,
}
