namespace ActorInput.Emulation.Checks;

/// <summary>Ways in words.</summary>
public static class CheckWayWords
{
    /// <summary>A short name, also used in JSON.</summary>
    public static string NameOf(CheckWay way) => way switch
    {
        CheckWay.Unasked => "unasked",
        CheckWay.Asked => "asked",
        CheckWay.Rendered => "rendered",
        CheckWay.Cut => "cut",
        CheckWay.Requests => "requests",
        CheckWay.Threads => "threads",
        CheckWay.UsedCore => "usedCore",
        CheckWay.StartedFresh => "startedFresh",
        CheckWay.Reset => "reset",
        CheckWay.Restored => "restored",
        CheckWay.RestoredIntoUsed => "restoredIntoUsed",
        CheckWay.RestoredTwice => "restoredTwice",
        CheckWay.RestoredEachStep => "restoredEachStep",
        CheckWay.OtherProcess => "otherProcess",
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, null),
    };

    /// <summary>A part's name in JSON.</summary>
    public static string NameOf(CheckPart part) => part switch
    {
        CheckPart.State => "state",
        CheckPart.Memory => "memory",
        CheckPart.Picture => "picture",
        CheckPart.Failure => "failure",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    /// <summary>What was done, so that a sentence can be made of it: "the game differs when …".</summary>
    public static string Describe(CheckWay way) => way switch
    {
        CheckWay.Unasked => "nobody asks for state, picture or memory in between",
        CheckWay.Asked => "state, picture and memory are asked for all the time",
        CheckWay.Rendered => "every frame is rendered",
        CheckWay.Cut => "the frames of a press are run in other pieces",
        CheckWay.Requests => "the inputs are cut into other requests",
        CheckWay.Threads => "games run on several threads at once",
        CheckWay.UsedCore => "it is switched on in a core that another game used",
        CheckWay.StartedFresh => "it is started afresh after it was played",
        CheckWay.Reset => "it is switched off and on again",
        CheckWay.Restored => "a state is loaded into a new game",
        CheckWay.RestoredIntoUsed => "a state is loaded into a game that was played otherwise",
        CheckWay.RestoredTwice => "the same state is loaded twice into one game",
        CheckWay.RestoredEachStep => "the game loads its own state at every step",
        CheckWay.OtherProcess => "another process plays it, at another time under another time zone",
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, null),
    };
}
