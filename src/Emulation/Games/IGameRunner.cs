using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>
/// Runs jobs on one game, one at a time, in the order they were handed over. The only way to a game that several callers share. Thread-safe.
/// </summary>
public interface IGameRunner : IAsyncDisposable
{
    /// <summary>Runs a job that has the game to itself.</summary>
    /// <typeparam name="T">What the job finds out.</typeparam>
    /// <param name="job">What to do; it must not keep the game.</param>
    /// <param name="cancellation">Ends the waiting for the turn. A job that has begun is finished.</param>
    Task<T> RunAsync<T>(Func<IGame, T> job, CancellationToken cancellation);

    /// <summary>Presses inputs in order and then looks at the game, as one job that nothing comes between.</summary>
    /// <typeparam name="T">What is observed.</typeparam>
    /// <param name="inputs">The inputs, in order.</param>
    /// <param name="timing">How long a press lasts where its step does not say.</param>
    /// <param name="render">Whether the picture of the last frame is needed.</param>
    /// <param name="observe">Called once, after the last frame of the last input.</param>
    /// <param name="cancellation">Ends the waiting for the turn. A job that has begun is finished.</param>
    Task<T> PressAsync<T>(
        IReadOnlyList<InputSequence> inputs, PressTiming timing, bool render, Func<IGame, T> observe, CancellationToken cancellation);
}
