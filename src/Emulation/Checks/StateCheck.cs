using ActorInput.Emulation.Checks.Players;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks;

/// <summary>
/// Checks whether a cartridge's states can be trusted: plays a script in many ways at once, step by step, and compares state, memory and picture
/// after each step. The reference is a game that plays the script without any disturbance except being read.
/// </summary>
public static class StateCheck
{
    private const int UnaskedLooks = 11;
    private const int UsedLooks = 3;

    /// <summary>Every way that one process can try.</summary>
    public static IReadOnlyList<CheckWay> AllWays { get; } = [.. Enum.GetValues<CheckWay>().Where(way => way != CheckWay.OtherProcess)];

    /// <summary>Runs a check.</summary>
    /// <param name="factory">Makes the games; where it is an <see cref="IStateNames"/>, it names the fields that differ.</param>
    /// <param name="steps">The script.</param>
    /// <param name="ways">What to try; those that need savestates are left out where there are none.</param>
    /// <param name="seed">The seed for the points where ways save, load and split.</param>
    /// <param name="cancellation">Ends it before the next step; what was compared until then is reported.</param>
    public static async Task<StateCheckReport> RunAsync(
        IGameFactory factory, IReadOnlyList<CheckStep> steps, IReadOnlyList<CheckWay> ways, int seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(ways);
        using var reference = factory.Create();
        var progress = new CheckProgress(factory, reference, steps, seed);
        var players = ways.Where(way => factory.HasSavestates || !NeedsStates(way)).Select(way => Create(way, factory)).ToList();
        var differences = new CheckDifference?[players.Count];
        try
        {
            for (var i = 0; i < players.Count; i++)
                differences[i] = Guard(players[i], progress, player => player.Start(progress));
            while (!progress.IsLast && !cancellation.IsCancellationRequested && differences.Contains(null))
            {
                progress.Advance();
                for (var i = 0; i < players.Count; i++)
                    differences[i] ??= await GuardAsync(players[i], progress, cancellation);
            }
        }
        finally
        {
            players.ForEach(player => player.Dispose());
        }

        return new StateCheckReport(
            progress.Frames, progress.Done, reference.StateSize, [.. players.Select((player, i) => new CheckWayResult(player.Way, player.Comparisons, differences[i]))]);
    }

    private static bool NeedsStates(CheckWay way) =>
        way is CheckWay.Restored or CheckWay.RestoredIntoUsed or CheckWay.RestoredTwice or CheckWay.RestoredEachStep;

    private static CheckPlayer Create(CheckWay way, IGameFactory factory) => way switch
    {
        CheckWay.Unasked => new LockstepPlayer(way, New, static (game, step, look) => step.Apply(game, look), UnaskedLooks),
        CheckWay.Asked => new LockstepPlayer(way, New, static (game, step, _) => ApplyAndAsk(game, step)),
        CheckWay.Rendered => new LockstepPlayer(way, New, static (game, step, _) => step.ApplyRendered(game)),
        CheckWay.Cut => CreateCut(),
        CheckWay.Requests => new RequestsPlayer(),
        CheckWay.Threads => new ThreadsPlayer(),
        CheckWay.UsedCore => new LockstepPlayer(way, InUsedCore, static (game, step, look) => step.Apply(game, look), UsedLooks),
        CheckWay.StartedFresh => new LockstepPlayer(way, StartedFresh, static (game, step, _) => step.Apply(game, render: true)),
        CheckWay.Reset => new LockstepPlayer(way, WasReset, static (game, step, _) => step.Apply(game, render: true)),
        CheckWay.Restored => new RestoringPlayer(intoUsed: false, most: 12),
        CheckWay.RestoredIntoUsed => new RestoringPlayer(intoUsed: true, most: 4),
        CheckWay.RestoredTwice => new TwicePlayer(),
        CheckWay.RestoredEachStep => CreateRestoredEachStep(),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, $"One process cannot try this for {factory.Identity.Core}."),
    };

    private static LockstepPlayer CreateCut()
    {
        var random = new Random(1);
        return new LockstepPlayer(CheckWay.Cut, New, (game, step, _) => step.ApplyInPieces(game, random));
    }

    private static LockstepPlayer CreateRestoredEachStep()
    {
        byte[] state = [];
        return new LockstepPlayer(CheckWay.RestoredEachStep, New, (game, step, _) =>
        {
            step.Apply(game, render: true);
            if (state.Length == 0)
                state = new byte[game.StateSize];
            game.SaveState(state);
            game.LoadState(state);
        });
    }

    private static IGame New(CheckProgress progress) => progress.Factory.Create();

    /// <summary>A factory gives the core of a game that is disposed to the next.</summary>
    private static IGame InUsedCore(CheckProgress progress)
    {
        using (var before = progress.Factory.Create())
            progress.PlayOddly(before);
        return progress.Factory.Create();
    }

    private static IGame StartedFresh(CheckProgress progress)
    {
        var game = progress.Factory.Create();
        progress.PlayOddly(game);
        game.StartFresh();
        return game;
    }

    private static IGame WasReset(CheckProgress progress)
    {
        var game = progress.Factory.Create();
        progress.PlayOddly(game);
        if (game.BatterySize > 0)
        {
            // The battery is as in a new game; everything else must be lost.
            game.EndStep();
            game.WriteBattery(progress.Now.Battery);
        }

        game.Reset();
        return game;
    }

    private static void ApplyAndAsk(IGame game, CheckStep step)
    {
        step.Apply(game, render: true);
        var snapshot = new GameSnapshot(game);
        for (var i = 0; i < 3; i++)
            snapshot.Read(game);
        game.EndStep();
    }

    private static CheckDifference? Guard(CheckPlayer player, CheckProgress progress, Func<CheckPlayer, CheckDifference?> work)
    {
        try
        {
            return work(player);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Failed(player, progress, failure);
        }
    }

    private static async ValueTask<CheckDifference?> GuardAsync(CheckPlayer player, CheckProgress progress, CancellationToken cancellation)
    {
        try
        {
            return await player.AdvanceAsync(progress, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Failed(player, progress, failure);
        }
    }

    private static CheckDifference Failed(CheckPlayer player, CheckProgress progress, Exception failure) =>
        new(player.Way, progress.Done, progress.Frames, CheckPart.Failure, [failure.GetBaseException().Message], 0);
}
