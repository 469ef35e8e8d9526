using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>An accepted input, or a write that waits among inputs.</summary>
internal sealed class QueuedInput(InputSequence input, InputTerms terms, long sequence, IActorRef replyTo) : WorkItem(replyTo)
{
    public InputSequence Input { get; } = input;

    /// <summary>The write; null for an input. A write has its own request and counts as an input of one step.</summary>
    public GameWrite? Write { get; init; }

    public InputTerms Terms { get; } = terms;

    /// <summary>About how many frames it takes.</summary>
    public long Frames { get; } = InputFrames.Of(input);

    /// <summary>Its number in the order of acceptance.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>The batch that it came in, or null when it came alone.</summary>
    public PendingBatch? Batch { get; init; }

    /// <summary>Its id, and which of the inputs of that id it is.</summary>
    public SentId SentId => Batch is { } batch
        ? new SentId(Terms.Id, (int)(Sequence - batch.FirstSequence), batch.Batch.Inputs.Length)
        : new SentId(Terms.Id, 0, 1);

    /// <summary>How often it was sent alone and failed.</summary>
    public int Failures { get; set; }

    /// <summary>The form in which it is sent to the server.</summary>
    public DispatchMode Mode => Batch?.Mode ?? DispatchMode.Coalesced;

    /// <summary>True once its deadline has passed.</summary>
    public bool IsExpired(long now, TimeProvider time) =>
        Terms.Deadline is { } deadline && time.GetElapsedTime(AcceptedAt, now) >= deadline;
}
