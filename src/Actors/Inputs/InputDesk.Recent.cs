using System.Collections.Immutable;
using ActorInput.Actors.Common;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>What an emulator's desk learns from the emulator server of inputs that owners before it sent, and left no word of.</summary>
internal sealed partial class InputDesk
{
    private const string OwnerLost = "An earlier owner was lost with it; this much was applied, and no more will be.";

    /// <summary>
    /// Takes over the ids that the server remembers and this desk does not know. What waits here under one of them was sent again by its
    /// agent: it is answered, not pressed.
    /// </summary>
    public void Recall(IReadOnlyList<RecentInput> recent)
    {
        var now = time.GetTimestamp();
        foreach (var (id, inputs) in RecalledInputs.Gather(recent))
        {
            if (inputs.Age > options.RememberIdsFor)
                continue;
            _ids ??= new InputIdWindow(options.RememberedIds, options.RememberIdsFor, time);
            if (_ids.Find(id, now) is not { } entry)
                _ids.AddAnswered(id, inputs, inputs.AppliedAt(now, time), inputs);
            else if (entry.Reply is null)
                AnswerWaiting(id, inputs);
        }
    }

    private void AnswerWaiting(string id, RecalledInputs recalled)
    {
        foreach (var command in Queue.RemoveCommands(command => command is QueuedExecution execution && execution.Run.Terms.Id == id))
        {
            var execution = (QueuedExecution)command;
            if (recalled.Fits(execution.Run.Batch.Inputs.AsSpan()))
                Reply(execution, ToExecution(recalled, execution.Run, execution.StartedAt, EndOf(execution), execution.Items));
            else
                AnswerRemoved(execution, Reused(id));
        }

        // A batch that this owner has begun is its own: it knows what to do with the rest.
        var outstanding = Queue.Outstanding?.Inputs.FirstOrDefault()?.Batch;
        foreach (var input in Queue.Remove(input => input.Terms.Id == id && (input.Batch is not { } batch || !(batch.HasBegun || batch == outstanding))))
        {
            Answer(input, IsSame(recalled, input)
                ? ToReply(recalled, input.SentId.Index, input.Input, input)
                : Reused(id).ToReply(emulator, input.Input.Count, Epoch, input.Sequence, time.GetElapsedTime(input.AcceptedAt)));
        }
    }

    private static bool IsSame(RecalledInputs recalled, QueuedInput input) =>
        input.Write is { } write ? recalled.Fits(write.Text)
        : recalled.Fits(input.Batch is { } batch ? batch.Batch.Inputs.AsSpan() : [input.Input]);

    /// <summary>The answer to a request for inputs that an earlier owner sent; null when they are others.</summary>
    private object? ToReply(RecalledInputs recalled, object content, DateTimeOffset at)
    {
        switch (content)
        {
            case InputSequence input:
                return recalled.Fits([input]) ? ToReply(recalled, 0, input, accepted: null) : null;
            case string write:
                return recalled.Fits(write) ? ToReply(recalled, 0, SendTicket.WriteStep, accepted: null) : null;
            case ExecutionContent { Run: var run }:
                return recalled.Fits(run.Batch.Inputs.AsSpan()) ? ToExecution(recalled, run, at, at, accepted: null) : null;
            default:
                var inputs = ((BatchContent)content).Batch.Inputs;
                return recalled.Fits(inputs.AsSpan()) ? BatchReply.Gather(ToReplies(recalled, inputs, accepted: null)) : null;
        }
    }

    private ImmutableArray<InputReply> ToReplies(RecalledInputs recalled, ImmutableArray<InputSequence> inputs, QueuedInput[]? accepted) =>
        [.. inputs.Select((input, i) => ToReply(recalled, i, input, accepted?[i]))];

    private InputReply ToReply(RecalledInputs recalled, int index, InputSequence input, QueuedInput? accepted)
    {
        var known = recalled.Applied(index);
        var (applied, epoch) = known is null ? (0, Epoch) : (known.Applied, known.Epoch);
        var outcome = applied == input.Count ? InputOutcome.Applied : applied > 0 ? InputOutcome.Partial : InputOutcome.NotApplied;
        var latency = accepted is null ? TimeSpan.Zero : time.GetElapsedTime(accepted.AcceptedAt);
        var reply = new InputReply(emulator, outcome, applied, input.Count, epoch, accepted?.Sequence ?? 0, latency) { StateHash = known?.StateHash };
        return outcome == InputOutcome.Applied ? reply : reply with { Code = ReplyCode.NodeUnreachable, Detail = OwnerLost };
    }

    private BatchExecution ToExecution(RecalledInputs recalled, RunBatch run, DateTimeOffset from, DateTimeOffset to, QueuedInput[]? accepted)
    {
        var results = ToReplies(recalled, run.Batch.Inputs, accepted);
        var failed = results.FirstOrDefault(static result => result.Outcome != InputOutcome.Applied);
        var detail = failed?.Detail ?? (run.Observe.IsNothing ? null : "All of it was applied; what was to be observed was lost with the earlier owner.");
        return new BatchExecution(
            run.ExecutionId,
            detail is null ? ExecutionStatus.Succeeded : ExecutionStatus.Failed,
            from,
            to,
            results.Sum(static result => result.Applied),
            results.Sum(static result => result.Of))
        {
            Emulator = emulator,
            Start = run.Start is null ? StartFate.NotAsked : StartFate.Done, // Something was pressed, and the start comes before that.
            Results = results,
            Code = detail is null ? ReplyCode.None : ReplyCode.NodeUnreachable,
            Detail = detail,
        };
    }

    private static Refusal Reused(string id) =>
        new(InputOutcome.NotApplied, ReplyCode.InputIdReused, $"id '{id}' was used for another input; give each input an id of its own.");
}
