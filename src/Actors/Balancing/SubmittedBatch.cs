using ActorInput.Actors.Common;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Balancing;

/// <summary>A batch that the balancer has accepted and not yet answered.</summary>
/// <param name="id">The execution's id.</param>
/// <param name="batch">The request.</param>
/// <param name="startedAt">When it was accepted, UTC.</param>
/// <param name="reply">Is called once, with the answer.</param>
internal sealed class SubmittedBatch(string id, SubmitBatch batch, DateTimeOffset startedAt, Action<BatchExecution> reply)
{
    public string Id { get; } = id;

    public SubmitBatch Batch { get; } = batch;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public Action<BatchExecution> Reply { get; } = reply;

    public long Frames { get; } = InputFrames.Of(batch.Batch);

    /// <summary>The emulator that it was sent to; null while it is with none.</summary>
    public EmulatorId? Emulator { get; set; }

    /// <summary>Emulators that refused it.</summary>
    public HashSet<EmulatorId> Tried { get; } = [];

    /// <summary>The checkpoint that it starts from, after it was looked up; null if it has no start, or names its emulator.</summary>
    public CheckpointInfo? Start { get; set; }

    /// <summary>Why it was told to stop: cancelled or timed out; null if it was not.</summary>
    public ExecutionStatus? Stopped { get; set; }

    /// <summary>Whether it is a plain batch, without a start and observations.</summary>
    public bool IsPlain => Batch.Start is null && Batch.Observe.IsNothing;

    /// <summary>The id by which an emulator knows it: the execution's id, or for a plain batch its input id.</summary>
    public string IdOnEmulator => IsPlain ? Batch.Terms.Id ?? Id : Id;

    /// <summary>The message for an emulator. A plain batch always has an input id, so that it can be found and cancelled.</summary>
    public IWithEmulatorId MessageFor(EmulatorId emulator) => IsPlain
        ? new SendBatch(emulator, Batch.Batch, Batch.Mode, Batch.Terms.Id is null ? Batch.Terms with { Id = Id } : Batch.Terms)
        : new RunBatch(emulator, Id, Batch.Batch, Batch.Mode, Batch.Terms) { Start = Batch.Start, Observe = Batch.Observe, Timeout = Batch.Timeout };

    /// <summary>Turns the answer of an emulator or of the router into the answer to the batch.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="at">The time now, UTC.</param>
    public BatchExecution Read(object? reply, DateTimeOffset at) => reply switch
    {
        BatchExecution execution => execution with { ExecutionId = Id, StartedAt = StartedAt, EndedAt = at },
        BatchReply plain => Read(plain, at),
        RequestFailed failed => Refused(failed.Code, failed.Detail, at),
        _ => Unknown(ReplyCode.NodeUnreachable, $"No answer says whether it was applied: {reply}", at),
    };

    /// <summary>The answer when nothing was applied.</summary>
    public BatchExecution Refused(ReplyCode code, string detail, DateTimeOffset at) => Answer(new Refusal(InputOutcome.NotApplied, code, detail), at);

    /// <summary>The answer when it is not known what was applied.</summary>
    public BatchExecution Unknown(ReplyCode code, string detail, DateTimeOffset at) => Answer(Refusal.Unknown(code, detail), at);

    /// <summary>Whether the emulator refused it before anything was done, and another may take it.</summary>
    public static bool IsRefusal(BatchExecution ended) =>
        ended is { Applied: 0, Observations: null, Status: ExecutionStatus.Failed, Start: StartFate.NotAsked or StartFate.NotDone }
        && ended.Code is ReplyCode.QueueFull or ReplyCode.Moved or ReplyCode.Leased or ReplyCode.Quarantined or ReplyCode.NoCapacity
            or ReplyCode.ShuttingDown or ReplyCode.Uncertain or ReplyCode.UnknownEmulator or ReplyCode.ServerUnreachable or ReplyCode.NodeUnreachable
        && ended.Results.All(result => result.Outcome != InputOutcome.Unknown);

    private BatchExecution Read(BatchReply plain, DateTimeOffset at)
    {
        var status = plain.Outcome == InputOutcome.Applied ? ExecutionStatus.Succeeded : Refusal.StatusOf(plain.Code);
        // A batch whose answer was lost has no results. It may have been pressed, so it must not look like a refused batch.
        var isLost = plain.Outcome == InputOutcome.Unknown && plain.Results.IsEmpty && Emulator is not null;
        return new(Id, status, StartedAt, at, plain.Applied, Batch.Batch.Steps)
        {
            Emulator = Emulator,
            Code = plain.Code,
            Detail = plain.Detail,
            Results = isLost ? Refusal.UnknownInputs(Emulator!.Value, Batch.Batch, plain.Code, plain.Detail) : plain.Results,
        };
    }

    private BatchExecution Answer(Refusal refusal, DateTimeOffset at) => refusal.ToExecution(Id, Emulator, Batch.Batch, Batch.Start is not null, StartedAt, at);
}
