using System.Diagnostics;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Benchmarks.Emulator;

/// <summary>
/// The cost of states in a game without a server: saving, loading, and the end of a step, at which the game goes on from its own savestate. The cost
/// of a step's end is the difference between a step and the same frames within a longer step; both run in turn. A movie that is sent frame by frame
/// has steps of one frame.
/// </summary>
/// <param name="factory">Makes the game.</param>
/// <param name="tries">How often each is done.</param>
internal sealed class StateBench(IGameFactory factory, int tries)
{
    private const string Group = "states of a game";
    private const int MovieFrames = 60;
    private static readonly PressTiming Timing = PressTiming.PokemonGym;

    public IEnumerable<BenchRow> Run()
    {
        using var game = factory.Create();
        var state = new byte[game.StateSize];
        List<double> saving = [], loading = [], press = [], within = [], end = [], movie = [], together = [];
        for (var i = -5; i < tries; i++)
        {
            // Within a step: the press continues the step before.
            var withinTime = Time(() => Press(game));
            game.EndStep();
            var pressTime = Time(() => Press(game));
            game.EndStep();
            var savingTime = Time(() => game.SaveState(state));
            var loadingTime = Time(() => game.LoadState(state));
            var togetherTime = Time(() => game.Run(Button.A, MovieFrames, render: false));
            game.EndStep();
            var movieTime = Time(() => PlayMovie(game));

            // Begins a step for the next round.
            game.Run(Button.None, 1, render: true);
            if (i < 0)
                continue; // Until everything is compiled.
            saving.Add(savingTime);
            loading.Add(loadingTime);
            press.Add(pressTime);
            within.Add(withinTime);
            end.Add(pressTime - withinTime);
            together.Add(togetherTime);
            movie.Add(movieTime);
        }

        return
        [
            Row("saving", saving, null),
            Row("loading", loading, null),
            Row("130 frames within a step", within, null),
            Row("130 frames as a step of their own", press, BenchRounds.MedianRatio(press, within)),
            Row("a step's end, the difference", end, null),
            Row($"{MovieFrames} frames in one step", together, null),
            Row($"{MovieFrames} frames as so many steps", movie, BenchRounds.MedianRatio(movie, together)),
        ];
    }

    private static void Press(IGame game)
    {
        game.Run(Button.A, Timing.Hold, render: false);
        game.Run(Button.None, Timing.Wait, render: true);
    }

    private static void PlayMovie(IGame game)
    {
        for (var frame = 0; frame < MovieFrames; frame++)
        {
            game.Run(Button.A, 1, render: frame == MovieFrames - 1);
            game.EndStep();
        }
    }

    private static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static BenchRow Row(string name, List<double> times, double? ratio) => new(
        Group, name, BenchRounds.Percentile(times, 0.5), BenchRounds.Percentile(times, 0.1), BenchRounds.Percentile(times, 0.9), "ms", ratio);
}
