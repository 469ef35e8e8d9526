namespace ActorInput.Emulation.Games;

/// <summary>One job in a game's queue. Only <see cref="GameRunner"/> calls it; one turn at a time.</summary>
internal abstract class GameJob
{
    /// <summary>Claims the job for running; false when it was cancelled while it waited.</summary>
    public abstract bool TryBegin();

    /// <summary>Does a slice. Never throws.</summary>
    /// <returns>Null when the job is over, otherwise how long until its next turn is due; zero for at once.</returns>
    public abstract TimeSpan? TakeTurn(IGame game);

    /// <summary>Completes the task with the outcome. Apart from the turn, so that the runner's own figures are right when the waiter goes on.</summary>
    public abstract void Publish();

    /// <summary>The runner is being disposed: the task is cancelled, begun or not.</summary>
    public abstract void Abandon();
}
