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

    /// <summary>Sets the timer after which expired inputs are answered, so that they need not wait for their turn.</summary>
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

    /// <summary>Sets the timer that checks from time to time whether the emulator's stream can be released.</summary>
    /// <param name="releaseAfter">How long it is kept after the last input.</param>
    public void WatchIdle(TimeSpan releaseAfter) => Timers.StartPeriodicTimer(IdleTimer, IdleTick.Instance, releaseAfter / 2);

    /// <summary>Ends the checks, because there is no stream any more.</summary>
    public void IdleOver() => Timers.Cancel(IdleTimer);

    /// <summary>
    /// Sets the timers for how long an execution may wait and how long it may take. The timers of an execution that is already watched start again.
    /// </summary>
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

    /// <summary>Limits how long the emulator may take to leave this node.</summary>
    public void WatchEnd(TimeSpan bound) => Timers.StartSingleTimer(EndTimer, EndTick.Instance, bound);

    /// <summary>Sets the timer for the end of the lease.</summary>
    /// <param name="expiresIn">Time left; null when no lease runs.</param>
    public void WatchLease(TimeSpan? expiresIn)
    {
        if (expiresIn is { } left)
            Timers.StartSingleTimer(LeaseTimer, LeaseTick.Instance, left + Shortest);
        else
            Timers.Cancel(LeaseTimer);
    }

    /// <summary>Limits how long inputs from before a lease are still pressed.</summary>
    /// <param name="within">Time left; null when nobody waits for a lease to begin.</param>
    public void WatchBegin(TimeSpan? within)
    {
        if (within is { } left)
            Timers.StartSingleTimer(BeginTimer, BeginTick.Instance, left);
        else
            Timers.Cancel(BeginTimer);
    }

    private static TimeSpan NotTooShort(TimeSpan time) => time > Shortest ? time : Shortest;

    /// <summary>A waiting item has expired.</summary>
    internal sealed record DeadlineTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly DeadlineTick Instance = new();
    }

    /// <summary>It is time to check whether the stream is idle.</summary>
    internal sealed record IdleTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly IdleTick Instance = new();
    }

    /// <summary>The time for leaving this node is over.</summary>
    internal sealed record EndTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly EndTick Instance = new();
    }

    /// <summary>The lease may have run out.</summary>
    internal sealed record LeaseTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly LeaseTick Instance = new();
    }

    /// <summary>The lease must begin now: others' waiting inputs are answered.</summary>
    internal sealed record BeginTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly BeginTick Instance = new();
    }

    /// <summary>
    /// An execution's time in the queue, or its whole time, is over. Values for the same execution are equal, so that they also serve as the timer's
    /// key.
    /// </summary>
    /// <param name="Execution">The execution.</param>
    /// <param name="IsDeadline">Whether it is the time in the queue.</param>
    internal sealed record ExecutionTick(QueuedExecution Execution, bool IsDeadline) : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded;
}
