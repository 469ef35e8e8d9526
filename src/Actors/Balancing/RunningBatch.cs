using System.Collections.Immutable;
using ActorInput.Actors.Common;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Balancing;

/// <summary>A batch that a balancer has taken and not answered.</summary>
/// <param name="id">The execution's id.</param>
/// <param name="batch">What was asked.</param>
/// <param name="startedAt">When, UTC.</param>
/// <param name="answer">Takes the one answer.</param>
internal sealed class RunningBatch(string id, SubmitBatch batch, DateTimeOffset startedAt, Action<BatchExecution> answer)
{
    public string Id { get; } = id;

    public SubmitBatch Batch { get; } = batch;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public Action<BatchExecution> Answer { get; } = answer;

    public long Frames { get; } = InputFrames.Of(batch.Batch);

    /// <summary>The emulator that has it now; null before the first and between two.</summary>
    public EmulatorId? Emulator { get; set; }

    /// <summary>Emulators that refused it.</summary>
    public HashSet<EmulatorId> Tried { get; } = [];

    /// <summary>The checkpoint that it starts from, once it is looked up; null where none is needed, or the emulator is named.</summary>
    public CheckpointInfo? Start { get; set; }

    /// <summary>Cancelled or timed out; null when neither.</summary>
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
        BatchReply plain => Ended(plain.Outcome == InputOutcome.Applied ? ExecutionStatus.Succeeded : Refusal.StatusOf(plain.Code), at, plain.Code, plain.Detail) with
        {
            Applied = plain.Applied,
            // A batch that was lost on its way has no results: one that may have been pressed must not look like a refused one.
            Results = plain.Outcome == InputOutcome.Unknown && plain.Results.IsEmpty ? NothingKnown(plain.Code, plain.Detail) : plain.Results,
        },
        RequestFailed failed => Ended(Refusal.StatusOf(failed.Code), at, failed.Code, failed.Detail),
        _ => EndedUnknown(ExecutionStatus.Failed, at, ReplyCode.NodeUnreachable, $"No answer says whether it was applied: {reply}"),
    };

    /// <summary>An answer without the result of any input.</summary>
    public BatchExecution EndedUnknown(ExecutionStatus status, DateTimeOffset at, ReplyCode code, string detail) =>
        Ended(status, at, code, detail) with { Results = NothingKnown(code, detail), Start = Batch.Start is null ? StartFate.NotAsked : StartFate.Unknown };

    /// <summary>An answer that nothing was applied, as far as is known.</summary>
    public BatchExecution Ended(ExecutionStatus status, DateTimeOffset at, ReplyCode code, string? detail) =>
        new(Id, status, StartedAt, at, 0, Batch.Batch.Steps) { Emulator = Emulator, Start = Batch.Start is null ? StartFate.NotAsked : StartFate.NotDone, Code = code, Detail = detail };

    /// <summary>Whether the emulator refused it before anything was done, and another may take it.</summary>
    public static bool IsRefusal(BatchExecution ended) =>
        ended is { Applied: 0, Observations: null, Status: ExecutionStatus.Failed, Start: StartFate.NotAsked or StartFate.NotDone }
        && ended.Code is ReplyCode.QueueFull or ReplyCode.Moved or ReplyCode.Leased or ReplyCode.Quarantined or ReplyCode.NoCapacity
            or ReplyCode.ShuttingDown or ReplyCode.Uncertain or ReplyCode.UnknownEmulator or ReplyCode.ServerUnreachable or ReplyCode.NodeUnreachable
        && ended.Results.All(result => result.Outcome != InputOutcome.Unknown);

    private ImmutableArray<InputReply> NothingKnown(ReplyCode code, string? detail) =>
        Emulator is { } emulator ? Refusal.UnknownInputs(emulator, Batch.Batch, code, detail) : [];
}
