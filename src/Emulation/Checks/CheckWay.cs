namespace ActorInput.Emulation.Checks;

/// <summary>A way in which a game can reach a point of the script. All ways must reach it with the same state, picture and memory.</summary>
public enum CheckWay
{
    /// <summary>Nobody asked anything in between and nothing was rendered.</summary>
    Unasked,

    /// <summary>State, hash, picture, memory and battery were asked for all the time.</summary>
    Asked,

    /// <summary>Every single frame was rendered.</summary>
    Rendered,

    /// <summary>The frames of a step were run in other pieces.</summary>
    Cut,

    /// <summary>The inputs went through a server's game runner, several in a request.</summary>
    Requests,

    /// <summary>Two games ran at once, each on its own thread, which changed at every step.</summary>
    Threads,

    /// <summary>A core was switched on that another game had used.</summary>
    UsedCore,

    /// <summary>A game was started afresh after it had been played.</summary>
    StartedFresh,

    /// <summary>A game was switched off and on again after it had been played, its battery as at the start.</summary>
    Reset,

    /// <summary>The state was loaded into a new game.</summary>
    Restored,

    /// <summary>The state was loaded into a game that had been played otherwise.</summary>
    RestoredIntoUsed,

    /// <summary>The same state was loaded twice into one game.</summary>
    RestoredTwice,

    /// <summary>A game saved and loaded its own state at every step.</summary>
    RestoredEachStep,

    /// <summary>Another process played it, started at another time under another time zone.</summary>
    OtherProcess,
}
