using ActorInput.Actors.Common;

namespace ActorInput.Actors.Routing;

/// <summary>How a node's router treats messages for emulators that are moving.</summary>
public sealed class RouterOptions
{
    /// <summary>
    /// How many messages for one emulator may wait while it moves; a further message is refused as overloaded. Default 1,024; 1 to 1,000,000.
    /// </summary>
    public int MaxWaiting { get; set; } = 1_024;

    /// <summary>How long they wait before they are answered as not applied. Default 30 s; 1 s to 1 h.</summary>
    public TimeSpan WaitAtMost { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often an emulator whose owner is not known is looked for, a hundred of them at a time. Default 200 ms; 20 ms to 10 s.</summary>
    public TimeSpan LocateEvery { get; set; } = TimeSpan.FromMilliseconds(200);

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(MaxWaiting)}", MaxWaiting, 1, 1_000_000);
        problems.InRange($"{name}:{nameof(WaitAtMost)}", WaitAtMost, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        problems.InRange($"{name}:{nameof(LocateEvery)}", LocateEvery, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(10));
    }
}
