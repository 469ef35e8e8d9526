using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Inputs;

/// <summary>The contents that an id of an execution stands for: equal when inputs, mode, start and observations are.</summary>
internal sealed class ExecutionContent(RunBatch run) : IEquatable<ExecutionContent>
{
    private readonly BatchContent _batch = new(run.Batch, run.Mode);

    public RunBatch Run { get; } = run;

    public bool Equals(ExecutionContent? other) =>
        other is not null && _batch.Equals(other._batch) && Run.Start == other.Run.Start
        && (Run.Observe.StateHash, Run.Observe.Picture) == (other.Run.Observe.StateHash, other.Run.Observe.Picture)
        && Run.Observe.Memory.AsSpan().SequenceEqual(other.Run.Observe.Memory.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ExecutionContent);

    public override int GetHashCode() => _batch.GetHashCode();
}
