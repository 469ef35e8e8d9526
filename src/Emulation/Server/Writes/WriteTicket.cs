namespace ActorInput.Emulation.Server.Writes;

/// <summary>An accepted write. The caller must always end it with <see cref="WriteGate.Complete"/>, because others wait for it.</summary>
internal sealed class WriteTicket(WriteTag tag, int count, UInt128 content, Task turn)
{
    private readonly TaskCompletionSource<WriteAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WriteTag Tag { get; } = tag;

    /// <summary>How many sequences it takes.</summary>
    public int Count { get; } = count;

    public UInt128 Content { get; } = content;

    /// <summary>Completes when all writes that were accepted before are done; only then may this one change the game.</summary>
    public Task Turn { get; private set; } = turn;

    public Task<WriteAnswer> Answer => _answer.Task;

    /// <summary>Per sequence; null while the write runs. Guarded by the gate's lock.</summary>
    public IReadOnlyList<WriteProgress>? Progress { get; private set; }

    /// <summary>Bytes of the answer's body; 0 while the write runs. Guarded by the gate's lock.</summary>
    public int BodyLength { get; private set; }

    /// <summary>
    /// Called under the gate's lock; continuations run elsewhere. Drops the reference to the write before, which would otherwise keep its answer in
    /// memory.
    /// </summary>
    public void Complete(WriteAnswer answer, IReadOnlyList<WriteProgress> progress)
    {
        Progress = progress;
        BodyLength = answer.Body.Length;
        Turn = Task.CompletedTask;
        _answer.TrySetResult(answer);
    }
}
