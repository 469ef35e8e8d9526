using ActorInput.Actors.Common;

namespace ActorInput.Actors.Placement;

/// <summary>Which emulators are moved to other nodes for balance, and how fast.</summary>
public sealed class PlacementOptions
{
    /// <summary>How many emulators move at once. Default 2; 0 (none is ever moved for balance) to 1,000.</summary>
    public int MovesAtOnce { get; set; } = 2;

    /// <summary>
    /// An emulator is moved for balance only when it had no input for this long, so that nobody's run is interrupted. Default 10 s; 0 to 1 day. A
    /// leased emulator is not moved, unless its holder allowed it.
    /// </summary>
    public TimeSpan IdleFor { get; set; } = TimeSpan.FromSeconds(10);

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(MovesAtOnce)}", MovesAtOnce, 0, 1_000);
        problems.InRange($"{name}:{nameof(IdleFor)}", IdleFor, TimeSpan.Zero, TimeSpan.FromDays(1));
    }
}
