namespace ActorInput.Contracts.Access;

/// <summary>What a route of the gateway needs its caller to be allowed. No scope contains another.</summary>
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
