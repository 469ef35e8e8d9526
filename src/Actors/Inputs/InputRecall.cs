using System.Collections.Immutable;
using ActorInput.Actors.Common;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>Takes over what the emulator server remembers of inputs of earlier owners that handed nothing over.</summary>
/// <param name="emulator">The emulator.</param>
/// <param name="options">How long ids are remembered.</param>
/// <param name="answers">What is accepted and not answered, and the ids that are remembered.</param>
internal sealed class InputRecall(EmulatorId emulator, EmulatorOptions options, InputAnswers answers)
{
    private const string OwnerLost = "An earlier owner was lost with it; this much was applied, and no more will be.";

    /// <summary>
    /// Takes over the ids that the server remembers and this owner does not know. A waiting input with one of these ids was sent again by its agent:
    /// it is answered, not pressed.
    /// </summary>
    public void Take(IReadOnlyList<RecentInput> recent)
    {
        var now = answers.Queue.Time.GetTimestamp();
        foreach (var (id, inputs) in RecalledInputs.Gather(recent))
        {
            if (inputs.Age > options.RememberIdsFor)
                continue;
            if (answers.Ids.Find(id, now) is not { } entry)
                answers.Ids.AddAnswered(id, inputs, inputs.AppliedAt(now, answers.Queue.Time), inputs);
            else if (entry.Reply is null)
                AnswerWaiting(id, inputs);
        }
    }

    private void AnswerWaiting(string id, RecalledInputs recalled)
    {
        foreach (var command in answers.Queue.RemoveCommands(command => command is QueuedExecution execution && execution.Run.Terms.Id == id))
        {
            var execution = (QueuedExecution)command;
            if (recalled.Fits(execution.Run.Batch.Inputs.AsSpan()))
                answers.Answer(execution, ToExecution(recalled, execution.Run, execution.StartedAt, InputReplies.EndOf(execution, answers.Queue.Time), execution.Items));
            else
                answers.AnswerRemoved(execution, Reused(id));
        }

        // This owner has begun the batch itself and handles the rest of it.
        var outstanding = answers.Queue.Outstanding?.Inputs.FirstOrDefault()?.Batch;
        foreach (var input in answers.Queue.Remove(input => input.Terms.Id == id && (input.Batch is not { } batch || !(batch.HasBegun || batch == outstanding))))
        {
            answers.Answer(input, IsSame(recalled, input)
                ? ToReply(recalled, input.SentId.Index, input.Input, input)
                : Reused(id).ToReply(emulator, input.Input.Count, answers.Epoch, input.Sequence, answers.Queue.Time.GetElapsedTime(input.AcceptedAt)));
        }
    }

    private static bool IsSame(RecalledInputs recalled, QueuedInput input) =>
        input.Write is { } write ? recalled.Fits(write.Text)
        : recalled.Fits(input.Batch is { } batch ? batch.Batch.Inputs.AsSpan() : [input.Input]);

    /// <summary>The answer to a request whose inputs an earlier owner sent; null when the inputs differ.</summary>
    public object? ToReply(RecalledInputs recalled, object content, DateTimeOffset at)
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
        var (applied, epoch) = known is null ? (0, answers.Epoch) : (known.Applied, known.Epoch);
        var outcome = applied == input.Count ? InputOutcome.Applied : applied > 0 ? InputOutcome.Partial : InputOutcome.NotApplied;
        var latency = accepted is null ? TimeSpan.Zero : answers.Queue.Time.GetElapsedTime(accepted.AcceptedAt);
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
            Start = run.Start is null ? StartFate.NotAsked : StartFate.Done, // Some input was pressed, so the start was done before.
            Results = results,
            Code = detail is null ? ReplyCode.None : ReplyCode.NodeUnreachable,
            Detail = detail,
        };
    }

    /// <summary>The answer to an id that was already used for another input.</summary>
    public static Refusal Reused(string id) =>
        new(InputOutcome.NotApplied, ReplyCode.InputIdReused, $"id '{id}' was used for another input; give each input an id of its own.");
}
