using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Emulation.Tests.Games;

/// <summary>A clock that the test advances. It reports when a timer was set, so that the test need not guess.</summary>
internal sealed class ArmedTimeProvider : TimeProvider
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Channel<TimeSpan> _armed = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    /// <summary>The due time of the next timer that is set.</summary>
    public Task<TimeSpan> NextArmedAsync() => Bounded.WaitAsync(_armed.Reader.ReadAsync().AsTask(), "no timer was set");

    public void Advance(TimeSpan by) => _clock.Advance(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        return new Armed(timer, _armed.Writer);
    }

    private sealed class Armed(ITimer timer, ChannelWriter<TimeSpan> armed) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            armed.TryWrite(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
