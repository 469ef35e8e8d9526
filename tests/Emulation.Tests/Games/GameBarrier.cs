namespace ActorInput.Emulation.Tests.Games;

/// <summary>Holds a game inside its next frame until it is opened.</summary>
internal sealed class GameBarrier
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _open = new();

    public Task Reached => Bounded.WaitAsync(_reached.Task, "the game was never run");

    public static GameBarrier In(FakeGame game)
    {
        var barrier = new GameBarrier();
        game.OnRun = _ => barrier.Pass();
        return barrier;
    }

    public void Open() => _open.Set();

    private void Pass()
    {
        _reached.TrySetResult();
        if (!_open.Wait(Bounded.Limit))
            throw new TimeoutException("The test never opened the barrier.");
    }
}
