using System.Diagnostics;
using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Games;

namespace ActorInput.Host.Checks;

/// <summary>How fast a cartridge is here.</summary>
/// <param name="FramesPerSecond">Frames a second of one game on one thread, playing the script, with only the last frame rendered.</param>
/// <param name="SaveMilliseconds">The middle time of saving a state; 0 without savestates.</param>
/// <param name="LoadMilliseconds">The middle time of loading one; 0 without savestates.</param>
internal sealed record CheckSpeed(double FramesPerSecond, double SaveMilliseconds, double LoadMilliseconds)
{
    private const int MostFrames = 3_000;
    private const int Times = 15;

    public static CheckSpeed Measure(IGameFactory games, IReadOnlyList<CheckStep> steps)
    {
        using var game = games.Create();
        var clock = Stopwatch.StartNew();
        long frames = 0;
        foreach (var step in steps.TakeWhile(_ => frames < MostFrames))
        {
            step.Apply(game, render: false);
            frames += step.Frames;
        }

        var rate = frames / clock.Elapsed.TotalSeconds;
        if (!games.HasSavestates)
            return new CheckSpeed(rate, 0, 0);
        var state = new byte[game.StateSize];
        var last = CheckStep.Press(Contracts.Inputs.Button.None, 0, 1);
        return new CheckSpeed(rate, MiddleOf(() => game.SaveState(state)), MiddleOf(() => game.LoadState(state)));

        double MiddleOf(Action work)
        {
            var times = new List<double>();
            for (var i = 0; i < Times; i++)
            {
                // Run a frame in between, because two saves in a row could be cheaper than in a running game.
                last.Apply(game, render: true);
                var started = Stopwatch.GetTimestamp();
                work();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            times.Sort();
            return times[Times / 2];
        }
    }
}
