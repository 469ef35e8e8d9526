using ActorInput.Contracts.Leases;
using Akka.Actor;

namespace ActorInput.Actors.Agents;

/// <summary>A granted lease, shared by its keeper and the agent's <see cref="EmulatorLease"/>. Thread-safe.</summary>
/// <param name="token">The lease.</param>
/// <param name="keeper">The <see cref="LeaseKeeper"/> that renews it.</param>
internal sealed class LeaseHold(LeaseToken token, IActorRef keeper)
{
    // Not disposed: the agent may read the token at any time, and a source without a timer has nothing to free.
    private readonly CancellationTokenSource _lost = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LeaseToken Token => token;

    /// <summary>Cancelled when the lease ends and the agent did not release it.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Why it was lost, for people; null when it was not.</summary>
    public string? LostBecause { get; private set; }

    /// <summary>Completes when the lease has ended: true when it lasted until the agent released it.</summary>
    public Task<bool> Ended => _ended.Task;

    public void Release() => keeper.Tell(LeaseKeeper.Release.Instance);

    public void Lose(string because)
    {
        if (_ended.Task.IsCompleted)
            return; // Only the keeper ends it, on one thread at a time.
        LostBecause = because; // Set before anybody is told of the end.
        _ended.TrySetResult(false);
        _ = _lost.CancelAsync(); // Registered callbacks run on the thread pool, not on the actor's thread.
    }

    public void End(bool stood) => _ended.TrySetResult(stood);
}
