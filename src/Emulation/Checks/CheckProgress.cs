using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks;

/// <summary>The progress of a check: the reference's game, its snapshots at the last steps, and what the players need.</summary>
internal sealed class CheckProgress
{
    /// <summary>How many steps back a player may compare.</summary>
    public const int Kept = 6;

    private const int MostOddSteps = 12;

    private readonly IGame _reference;
    private readonly GameSnapshot[] _snapshots = new GameSnapshot[Kept + 1];
    private readonly long[] _frames = new long[Kept + 1];
    private readonly IReadOnlyList<CheckStep> _steps;
    private readonly IStateNames? _names;

    public CheckProgress(IGameFactory factory, IGame reference, IReadOnlyList<CheckStep> steps, int seed)
    {
        Factory = factory;
        _reference = reference;
        _steps = steps;
        _names = factory as IStateNames;
        Random = new Random(seed);
        Read();
    }

    /// <summary>Makes the players' games.</summary>
    public IGameFactory Factory { get; }

    /// <summary>The random numbers for the players' choices.</summary>
    public Random Random { get; }

    /// <summary>Steps done; 0 is power-on.</summary>
    public int Done { get; private set; }

    /// <summary>Whether no step is left.</summary>
    public bool IsLast => Done == _steps.Count;

    /// <summary>Frames that the script has run.</summary>
    public long Frames { get; private set; }

    /// <summary>The reference's snapshot now.</summary>
    public GameSnapshot Now => _snapshots[Done % _snapshots.Length];

    /// <summary>The step that was done a number of steps ago; 0 is the last.</summary>
    public CheckStep Step(int back = 0) => _steps[Done - 1 - back];

    /// <summary>The step that comes next; null at the end.</summary>
    public CheckStep? Next => IsLast ? null : _steps[Done];

    /// <summary>Lets the reference do its next step.</summary>
    public void Advance()
    {
        var step = _steps[Done];
        step.Apply(_reference, render: true);
        Done++;
        Frames += step.Frames;
        Read();
    }

    /// <summary>Compares a game with a snapshot of the reference.</summary>
    public CheckDifference? Compare(CheckWay way, GameSnapshot actual, int back)
    {
        var slot = (Done - back) % _snapshots.Length;
        return _snapshots[slot].FindDifference(actual, _names) is { } found
            ? new CheckDifference(way, Done - back, _frames[slot], found.Part, found.Fields, found.Bytes)
            : null;
    }

    /// <summary>Plays something else, to leave a game in an odd state: not at the end of a step, often with nothing rendered.</summary>
    public void PlayOddly(IGame game)
    {
        foreach (var step in CheckScript.Presses(Random.Next()).Take(Random.Next(1, MostOddSteps)))
            step.Apply(game, render: Random.Next(2) == 0);
        if (Random.Next(2) == 0)
            game.Run((Button)Random.Next(16), Random.Next(1, 5), render: false);
    }

    private void Read()
    {
        var slot = Done % _snapshots.Length;
        _snapshots[slot] ??= new GameSnapshot(_reference);
        _snapshots[slot].Read(_reference);
        _frames[slot] = Frames;
    }
}
