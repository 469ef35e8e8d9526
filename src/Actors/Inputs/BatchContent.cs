using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Inputs;

/// <summary>The contents that an id of a batch stands for: equal when the inputs and the mode are.</summary>
internal sealed class BatchContent(InputBatch batch, DispatchMode mode) : IEquatable<BatchContent>
{
    private readonly InputBatch _batch = batch;
    private readonly DispatchMode _mode = mode;

    public InputBatch Batch => _batch;

    public DispatchMode Mode => _mode;

    public bool Equals(BatchContent? other) =>
        other is not null && _mode == other._mode && _batch.Inputs.AsSpan().SequenceEqual(other._batch.Inputs.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as BatchContent);

    public override int GetHashCode() => HashCode.Combine(_mode, _batch.Inputs.Length, _batch.Inputs[0]);
}
