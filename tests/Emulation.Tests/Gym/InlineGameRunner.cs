using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Tests.Gym;

/// <summary>Runs a job on the caller's thread, one at a time. The test can hold a press, and learns when it has come.</summary>
internal sealed class InlineGameRunner(FakeGame game) : IGameRunner
{
    private readonly SemaphoreSlim _one = new(1);

    public FakeGame Game => game;

    /// <summary>Presses wait for this.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Completed when a press has come.</summary>
    public TaskCompletionSource Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<CancellationToken> Cancellations { get; } = [];

    // Members of the interface that these tests do not use.
    public long FramesRun => game.FramesRun;

    public bool IsBusy => _one.CurrentCount == 0;

    public int Waiting => 0;

    public TimeSpan? BusyFor => null;

    public async Task<T> RunAsync<T>(Func<IGame, T> job, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return job(game);
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task<T> PressAsync<T>(
        IReadOnlyList<InputSequence> inputs, PressTiming timing, Func<IGame, T> observe, CancellationToken cancellation)
    {
        Cancellations.Add(cancellation);
        Came.TrySetResult();
        await Hold;
        return await RunAsync(
            g =>
            {
                foreach (var input in inputs)
                    Press(input, timing);
                return observe(g);
            },
            cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        game.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Press(InputSequence input, PressTiming timing)
    {
        foreach (var step in input.Steps)
        {
            game.Run(step.Buttons, step.Frames > 0 ? step.Frames : timing.Hold, render: true);
            if (!step.IsWait && timing.WaitOf(step) is > 0 and var wait)
                game.Run(step.Held, wait, render: true);
            game.EndStep();
        }
    }
}
