using ActorInput.Actors.Inputs;
using Akka.Actor;

namespace ActorInput.Actors.Emulators;

/// <summary>The timers of an emulator's actor, and the messages that they send to it. They end with the instance of the actor.</summary>
/// <param name="actor">The actor.</param>
/// <param name="clock">The clock by whose timestamps deadlines are counted.</param>
internal sealed class EmulatorTimers(IWithTimers actor, TimeProvider clock)
{
    private const string DeadlineTimer = "deadline";
    private const string IdleTimer = "idle";
    private const string EndTimer = "end";
    private const string LeaseTimer = "lease";
    private const string BeginTimer = "leaseBegin";
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private long _deadlineAt;

    private ITimerScheduler Timers => actor.Timers;

    /// <summary>Sees to it that what expires in so long is answered then, and not when its turn comes.</summary>
    /// <param name="left">Time left; null when nothing expires.</param>
    public void WatchDeadline(TimeSpan? left)
    {
        if (left is not { } time)
            return;
        time = NotTooShort(time);
        var at = clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency);
        if (Timers.IsTimerActive(DeadlineTimer) && _deadlineAt <= at)
            return;
        _deadlineAt = at;
        Timers.StartSingleTimer(DeadlineTimer, DeadlineTick.Instance, time);
    }

    /// <summary>The deadline has come.</summary>
    public void DeadlineOver() => Timers.Cancel(DeadlineTimer);

    /// <summary>Looks from time to time whether the emulator's stream can be released.</summary>
    /// <param name="releaseAfter">How long it is kept after the last input.</param>
    public void WatchIdle(TimeSpan releaseAfter) => Timers.StartPeriodicTimer(IdleTimer, IdleTick.Instance, releaseAfter / 2);

    /// <summary>There is no stream any more.</summary>
    public void IdleOver() => Timers.Cancel(IdleTimer);

    /// <summary>Watches the time that an execution may wait, and the time that it may take. Timers of an execution that is watched already start anew.</summary>
    public void Watch(QueuedExecution execution)
    {
        Start(execution.Run.Terms.Deadline, isDeadline: true);
        Start(execution.Run.Timeout, isDeadline: false);

        void Start(TimeSpan? time, bool isDeadline)
        {
            if (time is not { } whole)
                return;
            var tick = new ExecutionTick(execution, isDeadline);
            Timers.StartSingleTimer(tick, tick, NotTooShort(whole - clock.GetElapsedTime(execution.AcceptedAt)));
        }
    }

    /// <summary>The execution has ended.</summary>
    public void Forget(QueuedExecution execution)
    {
        Timers.Cancel(new ExecutionTick(execution, IsDeadline: true));
        Timers.Cancel(new ExecutionTick(execution, IsDeadline: false));
    }

    /// <summary>Bounds the end of the emulator on this node.</summary>
    public void WatchEnd(TimeSpan bound) => Timers.StartSingleTimer(EndTimer, EndTick.Instance, bound);

    /// <summary>Watches when the lease runs out.</summary>
    /// <param name="expiresIn">Time left; null when no lease runs.</param>
    public void WatchLease(TimeSpan? expiresIn)
    {
        if (expiresIn is { } left)
            Timers.StartSingleTimer(LeaseTimer, LeaseTick.Instance, left + Shortest);
        else
            Timers.Cancel(LeaseTimer);
    }

    /// <summary>Bounds how long inputs from before a lease are still pressed.</summary>
    /// <param name="within">Time left; null when nobody waits for a lease to begin.</param>
    public void WatchBegin(TimeSpan? within)
    {
        if (within is { } left)
            Timers.StartSingleTimer(BeginTimer, BeginTick.Instance, left);
        else
            Timers.Cancel(BeginTimer);
    }

    private static TimeSpan NotTooShort(TimeSpan time) => time > Shortest ? time : Shortest;

    /// <summary>Something that waits has expired.</summary>
    internal sealed record DeadlineTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly DeadlineTick Instance = new();
    }

    /// <summary>Time to look whether the stream is idle.</summary>
    internal sealed record IdleTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly IdleTick Instance = new();
    }

    /// <summary>The time to end in is over.</summary>
    internal sealed record EndTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly EndTick Instance = new();
    }

    /// <summary>The lease may have run out.</summary>
    internal sealed record LeaseTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly LeaseTick Instance = new();
    }

    /// <summary>The lease is to begin: what waits of others is answered.</summary>
    internal sealed record BeginTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly BeginTick Instance = new();
    }

    /// <summary>An execution's time in the queue, or its whole time, is over. Equal for the same execution, so that it is a timer's key too.</summary>
    /// <param name="Execution">The execution.</param>
    /// <param name="IsDeadline">Whether it is the time in the queue.</param>
    internal sealed record ExecutionTick(QueuedExecution Execution, bool IsDeadline) : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded;
}
