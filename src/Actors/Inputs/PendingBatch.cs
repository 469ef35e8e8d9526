using System.Runtime.InteropServices;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>Collects the replies to the inputs of one batch until there is one for each.</summary>
internal sealed class PendingBatch(InputBatch batch, DispatchMode mode)
{
    private readonly InputReply?[] _replies = new InputReply?[batch.Inputs.Length];
    private int _missing = batch.Inputs.Length;

    public InputBatch Batch { get; } = batch;

    public DispatchMode Mode { get; } = mode;

    /// <summary>The number of the first input; the others follow it without a gap.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>The waiting inputs, in order; they are sent together unless the mode says one by one.</summary>
    public QueuedInput[] Items { get; set; } = [];

    /// <summary>Whether an input of it was answered.</summary>
    public bool HasBegun => _missing < _replies.Length;

    /// <summary>Takes a reply. Returns the reply to the whole batch if it was the last, otherwise null.</summary>
    public BatchReply? Add(InputReply reply)
    {
        ref var place = ref _replies[reply.Sequence - FirstSequence];
        if (place is not null)
            throw new InvalidOperationException($"Input {reply.Sequence} was answered twice.");
        place = reply;
        return --_missing == 0 ? BatchReply.Gather(ImmutableCollectionsMarshal.AsImmutableArray(_replies)!) : null;
    }
}
