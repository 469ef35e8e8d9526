namespace ActorInput.Actors.Tests.Emulators;

/// <summary>What happens to a request to a <see cref="ScriptedGame"/>.</summary>
internal enum ScriptedFault
{
    None,
    NotConnected,
    LostBefore,
    LostAfter,
    HalfApplied,

    /// <summary>Nobody can tell whether it was applied, but the server goes on.</summary>
    Unknowable,

    /// <summary>The server died with the request.</summary>
    Died,

    /// <summary>The server died after it had answered for the first half.</summary>
    DiedHalfway,

    /// <summary>The server reports that it failed before it pressed anything.</summary>
    Failed,
}
