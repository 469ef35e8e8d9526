using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>
/// Runs the jobs of one game, one after another in the order they came, on the threads of a <see cref="GameWorkers"/>. Thread-safe.
/// Owns the game: disposing cancels waiting jobs, lets the running slice end, and disposes the game.
/// </summary>
public interface IGameRunner : IAsyncDisposable
{
    /// <summary><see cref="IGame.FramesRun"/> as of the last slice. Never waits for the game.</summary>
    long FramesRun { get; }

    /// <summary>Whether a job runs or waits. Never waits for the game.</summary>
    bool IsBusy { get; }

    /// <summary>How many jobs wait after the running one. Never waits for the game.</summary>
    int Waiting { get; }

    /// <summary>
    /// How long ago the game last made progress while it had work, for a hang check; null when idle. It includes waiting for a worker, so the bound
    /// must allow for one slice of each game that shares the workers (about 40 ms each).
    /// </summary>
    TimeSpan? BusyFor { get; }

    /// <summary>Runs <paramref name="job"/> alone on a worker thread, after all earlier jobs. Not paced.</summary>
    /// <param name="job">Must not keep the game. What it throws faults the task and harms nothing else.</param>
    /// <param name="cancellation">Cancels only before the job begins; a job that began runs to its end.</param>
    Task<T> RunAsync<T>(Func<IGame, T> job, CancellationToken cancellation);

    /// <summary>
    /// Presses the inputs in order, then calls <paramref name="observe"/> in the same job. The last frame is rendered, so that the picture shows the
    /// game at the end of the job. Long jobs run in slices between those of other games, never between jobs of the same game; <see cref="GameSpeed"/>
    /// paces them.
    /// </summary>
    /// <param name="inputs">What to press. An empty list only observes.</param>
    /// <param name="timing">Frames of a press that names no hold, and of the wait after a press that names none.</param>
    /// <param name="observe">Reads the game afterwards.</param>
    /// <param name="cancellation">Cancels only before the first press.</param>
    /// <exception cref="PressFailedException">The game or <paramref name="observe"/> threw; it says how far the presses got.</exception>
    Task<T> PressAsync<T>(
        IReadOnlyList<InputSequence> inputs, PressTiming timing, Func<IGame, T> observe, CancellationToken cancellation);
}
