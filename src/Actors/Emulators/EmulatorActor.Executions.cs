using System.Diagnostics;
using ActorInput.Actors.Common;
using ActorInput.Actors.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Emulators;

/// <summary>Executions, which run in one piece, and checkpoints.</summary>
internal sealed partial class EmulatorActor
{
    private static readonly Refusal CancelledByCaller = new(InputOutcome.NotApplied, ReplyCode.Cancelled, "It was cancelled before it was sent.");

    private static readonly Refusal TimeUp = new(InputOutcome.NotApplied, ReplyCode.WaitTimedOut, "Its time was up before it was sent.");

    private static readonly Refusal Expired = new(InputOutcome.NotApplied, ReplyCode.DeadlinePassed, "It waited longer than its deadline.");

    /// <summary>Handles what is about executions and checkpoints. False when the message is not.</summary>
    private bool OnExecution(object message)
    {
        switch (message)
        {
            case RunBatch run:
                OnRun(run);
                return true;
            case CancelExecution cancel:
                StopExecution(cancel.ExecutionId, cancel.TimedOut);
                return true;
            case ExecutionTick tick when tick.IsDeadline:
                AnswerQueued(execution => ReferenceEquals(execution, tick.Execution), Expired);
                return true;
            case ExecutionTick tick:
                if (!AnswerQueued(execution => ReferenceEquals(execution, tick.Execution), TimeUp))
                    tick.Execution.Stop(ExecutionStatus.TimedOut);
                return true;
            case SaveCheckpoint { Name: { } name } when NameProblem(name, mayBeFresh: false) is { } problem:
                Sender.Tell(new RequestFailed(_id, ReplyCode.InvalidRequest, problem));
                return true;
            case LoadCheckpoint load when NameProblem(load.Name, mayBeFresh: true) is { } problem:
                Sender.Tell(new RequestFailed(_id, ReplyCode.InvalidRequest, problem));
                return true;
            case SaveCheckpoint or LoadCheckpoint:
                OnCommand((IWithEmulatorId)message);
                return true;
            default:
                return false;
        }
    }

    private void OnRun(RunBatch run)
    {
        if (_desk.Accept(run, Sender, _services.Time.GetUtcNow()) is not { } execution)
            return;
        _accepted = true;
        Activate();
        WatchTimes(execution);
        if (run.Terms.DropWithSender)
            Context.Watch(Sender);
    }

    /// <summary>Answers what has returned. True when it leaves the game's state unknown.</summary>
    private bool Settle(DispatchDone done)
    {
        if (done.Dispatch.Command is QueuedExecution execution)
        {
            Timers.Cancel(new ExecutionTick(execution, IsDeadline: true));
            Timers.Cancel(new ExecutionTick(execution, IsDeadline: false));
            if (execution.Run.Start is not null && done.Execution is { NeverBegan: false })
                _uncertain = false; // What was not known of the game before does not matter to the one that was loaded.
        }

        return _desk.Settle(done);
    }

    /// <summary>True when an execution of this id was there.</summary>
    private bool StopExecution(string id, bool timedOut)
    {
        var refusal = timedOut ? TimeUp : CancelledByCaller;
        if (AnswerQueued(execution => execution.Run.ExecutionId == id, refusal))
            return true;
        if (_desk.Queue.Outstanding?.Command is QueuedExecution running && running.Run.ExecutionId == id)
        {
            running.Stop(timedOut ? ExecutionStatus.TimedOut : ExecutionStatus.Cancelled);
            return true;
        }

        _desk.AnswerWaiting(input => input.Terms.Id == id, refusal);
        return false;
    }

    private void DropExecutionsOf(IActorRef gone) =>
        AnswerQueued(execution => execution.Run.Terms.DropWithSender && execution.ReplyTo.Equals(gone), SenderGone);

    private bool AnswerQueued(Func<QueuedExecution, bool> predicate, Refusal refusal)
    {
        var removed = _desk.Queue.RemoveCommands(command => command is QueuedExecution execution && predicate(execution));
        foreach (var command in removed)
            _desk.AnswerRemoved(command, refusal);
        return removed.Count > 0;
    }

    private void WatchTimes(QueuedExecution execution)
    {
        Watch(execution.Run.Terms.Deadline, isDeadline: true);
        Watch(execution.Run.Timeout, isDeadline: false);

        void Watch(TimeSpan? time, bool isDeadline)
        {
            if (time is not { } whole)
                return;
            var left = whole - Stopwatch.GetElapsedTime(execution.AcceptedAt);
            var tick = new ExecutionTick(execution, isDeadline);
            Timers.StartSingleTimer(tick, tick, left > ShortestTimer ? left : ShortestTimer);
        }
    }

    private static string? NameProblem(string name, bool mayBeFresh) =>
        mayBeFresh && name == CheckpointNames.Fresh ? null
        : CheckpointNames.IsReserved(name) ? $"name is '{name}'; {CheckpointNames.Rule}."
        : CheckpointNames.Problem(name);

    /// <summary>An execution's time in the queue, or its whole time, is up. Equal for the same execution, so that it is a timer's key too.</summary>
    private sealed record ExecutionTick(QueuedExecution Execution, bool IsDeadline) : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded;
}
