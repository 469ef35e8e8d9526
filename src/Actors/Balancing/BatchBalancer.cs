using ActorInput.Actors.Load;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Balancing;

/// <summary>
/// Takes batches, chooses an emulator for each batch that names none, and answers each exactly once. Each node has one, at <c>/user/balancer</c>.
/// </summary>
/// <remarks>
/// It presses nothing twice: a batch goes to another emulator only when the last one said that nothing was done. If no answer comes, the batch has
/// failed, and the answer says that its result is unknown.
/// </remarks>
internal sealed partial class BatchBalancer : UntypedActor, IWithTimers
{
    /// <summary>The actor's name.</summary>
    public const string Name = "balancer";

    private const int RememberedEnds = 1_000;

    // An emulator answers a stopped execution when the request in flight has returned; after this time the balancer answers without it.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    private readonly BalancingOptions _options;
    private readonly BalancingPolicies _policies;
    private readonly CandidateFilter _filter;
    private readonly SentFrames _sent = new();
    private readonly IActorRef _router;
    private readonly IActorRef _checkpoints;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, SubmittedBatch> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExecutionStatus> _ended = new(StringComparer.Ordinal);
    private readonly Queue<string> _endedInOrder = new();

    /// <param name="options">Default policy, attempts, age of stale reports.</param>
    /// <param name="policies">The policies.</param>
    /// <param name="load">The known load of all emulators.</param>
    /// <param name="own">The emulators of this node.</param>
    /// <param name="router">The way to all emulators.</param>
    /// <param name="checkpoints">The node's checkpoint store; nobody where there is none.</param>
    /// <param name="node">This node's address.</param>
    /// <param name="time">The clock.</param>
    public BatchBalancer(BalancingOptions options, BalancingPolicies policies, ClusterLoad load, NodeLoad own, IActorRef router, IActorRef checkpoints, string node, TimeProvider time)
    {
        _options = options;
        _policies = policies;
        _filter = new CandidateFilter(load, own, _sent, options, node);
        _router = router;
        _checkpoints = checkpoints;
        _time = time;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PostStop()
    {
        var now = _time.GetUtcNow();
        foreach (var running in _running.Values.ToList())
            End(running, running.Unknown(ReplyCode.ShuttingDown, "The node's balancer is stopping: it is not known what was applied.", now));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SubmitBatch batch:
                var sender = Sender;
                Submit(batch, execution => sender.Tell(execution, Self));
                break;
            case SubmitBatches batches:
                OnSubmit(batches);
                break;
            case CancelBatch cancel:
                OnCancel(cancel.ExecutionId);
                break;
            case StartFound found:
                OnStartFound(found);
                break;
            case Answered answered:
                OnAnswered(answered);
                break;
            case TimeUp time:
                OnTimeUp(time.Running);
                break;
            case GraceUp grace:
                OnGraceUp(grace.Running);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnSubmit(SubmitBatches message)
    {
        if (message.Batches.Length is 0 or > SubmitBatches.MaxBatches)
        {
            var detail = $"batches has {message.Batches.Length} entries; 1 to {SubmitBatches.MaxBatches} are allowed.";
            Sender.Tell(new RequestFailed(default, ReplyCode.InvalidRequest, detail));
            return;
        }

        var gathering = new BatchGathering(message.Batches.Length, Sender);
        for (var i = 0; i < message.Batches.Length; i++)
        {
            var place = i;
            Submit(message.Batches[i], execution => gathering.Add(place, execution, Self));
        }
    }

    private void Submit(SubmitBatch batch, Action<BatchExecution> answer)
    {
        var running = new SubmittedBatch(batch.ExecutionId ?? Guid.NewGuid().ToString("N"), batch, _time.GetUtcNow(), answer);
        var policy = batch.Policy ?? _options.Policy;
        if ((batch.Problem() ?? (batch.Emulator is null && _policies.Find(policy) is null ? _policies.Problem(policy) : null)) is { } problem)
        {
            answer(running.Refused(ReplyCode.InvalidRequest, problem, running.StartedAt));
            return;
        }

        if (!_running.TryAdd(running.Id, running))
        {
            answer(running.Refused(
                ReplyCode.InputIdReused, $"executionId '{running.Id}' belongs to an execution that still runs; give each execution an id of its own.", running.StartedAt));
            return;
        }

        if (batch.Timeout is { } timeout)
            Timers.StartSingleTimer(running, new TimeUp(running), timeout);
        if (NeedsStart(batch))
            FindStart(running);
        else
            Place(running, null);
    }

    /// <summary>Sends the batch to the next emulator, or answers that there is none.</summary>
    private void Place(SubmittedBatch running, BatchExecution? refusal)
    {
        if (running.Batch.Emulator is { } named)
        {
            Send(running, named);
            return;
        }

        var candidates = _filter.For(running);
        if (candidates.Count == 0)
        {
            var code = !_filter.HasCartridge(running.Batch) ? ReplyCode.UnknownCartridge : _filter.IsForeignToAll(running) ? ReplyCode.ForeignState : ReplyCode.NoCapacity;
            End(running, refusal ?? running.Refused(code, _filter.Shortage(running), _time.GetUtcNow()));
            return;
        }

        if (TryPick(_policies.Find(running.Batch.Policy ?? _options.Policy)!, candidates, running.Frames, out var picked) is { } problem)
            End(running, running.Refused(ReplyCode.NodeFault, problem, _time.GetUtcNow()));
        else
            Send(running, picked);
    }

    /// <summary>Why there is no pick; null when there is one. A policy may be the user's own: its fault fails only this batch.</summary>
    private string? TryPick(IBalancingPolicy policy, List<BalancingCandidate> candidates, long frames, out EmulatorId picked)
    {
        picked = default;
        string problem;
        try
        {
            if (policy.Pick(candidates, frames) is { } candidate && candidates.Contains(candidate))
            {
                picked = candidate.Load.Emulator;
                return null;
            }

            problem = $"The policy '{policy.Name}' failed: it picked none of the candidates.";
        }
        catch (Exception fault)
        {
            problem = $"The policy '{policy.Name}' failed: {fault.Message}";
        }

        _log.Error("{Problem}", problem);
        return problem;
    }

    private void Send(SubmittedBatch running, EmulatorId emulator)
    {
        running.Emulator = emulator;
        running.Tried.Add(emulator);
        _sent.Send(emulator, running.Frames);
        // The router answers every message in the end; the caller's time limit is kept by TimeUp.
        _ = _router.Ask<object>(running.MessageFor(emulator), Timeout.InfiniteTimeSpan).PipeTo(
            Self, success: reply => new Answered(running, emulator, reply), failure: fault => new Answered(running, emulator, fault.Message));
    }

    private void OnAnswered(Answered answered)
    {
        var running = answered.Running;
        _sent.Return(answered.Emulator, running.Frames);
        if (!IsRunning(running))
            return; // Answered already, because its time was up.
        var ended = running.Read(answered.Reply, _time.GetUtcNow());
        var mayGoOn = running.Stopped is null && running.Batch.Emulator is null && running.Tried.Count < _options.Attempts;
        if (mayGoOn && SubmittedBatch.IsRefusal(ended))
        {
            running.Emulator = null;
            Place(running, ended);
            return;
        }

        // A batch that was applied completely before it was told to stop has succeeded.
        End(running, running.Stopped is { } stopped && ended.Status != ExecutionStatus.Succeeded ? ended with { Status = stopped } : ended);
    }

    private void OnCancel(string id)
    {
        if (!_running.TryGetValue(id, out var running))
        {
            var detail = _ended.TryGetValue(id, out var status)
                ? $"executionId '{id}' has ended: {status}."
                : $"executionId '{id}' is not known to this node; it ended long ago or was given to another.";
            Sender.Tell(new RequestFailed(default, ReplyCode.InvalidRequest, detail));
        }
        else if (running.Stopped is { } stopped)
        {
            Sender.Tell(new RequestFailed(running.Emulator ?? default, ReplyCode.Cancelled, $"executionId '{id}' is ending already: {stopped}."));
        }
        else
        {
            Stop(running, ExecutionStatus.Cancelled);
            Sender.Tell(new CommandDone(running.Emulator ?? default));
        }
    }

    private void OnTimeUp(SubmittedBatch running)
    {
        if (!IsRunning(running))
            return;
        if (running.Stopped is null)
            Stop(running, ExecutionStatus.TimedOut);
        Timers.StartSingleTimer(running, new GraceUp(running), StopGrace);
    }

    private void OnGraceUp(SubmittedBatch running)
    {
        if (IsRunning(running))
        {
            const string detail = "Its time was up and its emulator has not reported how far it came: it is not known what was applied.";
            var unknown = running.Unknown(ReplyCode.WaitTimedOut, detail, _time.GetUtcNow());
            End(running, unknown with { Status = running.Stopped ?? ExecutionStatus.TimedOut });
        }
    }

    private void Stop(SubmittedBatch running, ExecutionStatus reason)
    {
        running.Stopped = reason;
        if (running.Emulator is { } emulator)
            _router.Tell(new CancelExecution(emulator, running.IdOnEmulator, reason == ExecutionStatus.TimedOut), Self);
    }

    private void End(SubmittedBatch running, BatchExecution execution)
    {
        Timers.Cancel(running);
        _running.Remove(running.Id);
        if (_ended.TryAdd(running.Id, execution.Status))
            _endedInOrder.Enqueue(running.Id);
        else
            _ended[running.Id] = execution.Status;
        if (_endedInOrder.Count > RememberedEnds)
            _ended.Remove(_endedInOrder.Dequeue());
        running.Reply(execution);
    }

    private bool IsRunning(SubmittedBatch running) => _running.TryGetValue(running.Id, out var known) && ReferenceEquals(known, running);

    private sealed record Answered(SubmittedBatch Running, EmulatorId Emulator, object? Reply) : INoSerializationVerificationNeeded;

    private sealed record TimeUp(SubmittedBatch Running) : INoSerializationVerificationNeeded;

    private sealed record GraceUp(SubmittedBatch Running) : INoSerializationVerificationNeeded;
}
