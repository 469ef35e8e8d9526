using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Inputs;

/// <summary>A clock that the test sets. It reports when one of its timers was set; from then on the test may advance it.</summary>
internal sealed class ArmedTimeProvider : FakeTimeProvider
{
    private readonly TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a timer is set for the first time.</summary>
    public Task Armed => _armed.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new WatchedTimer(base.CreateTimer(callback, state, dueTime, period), _armed);

    private sealed class WatchedTimer(ITimer timer, TaskCompletionSource armed) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            armed.TrySetResult();
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
