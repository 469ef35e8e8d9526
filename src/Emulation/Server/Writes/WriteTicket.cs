namespace ActorInput.Emulation.Server.Writes;

/// <summary>An accepted write. Whoever holds it must <see cref="WriteGate.Complete"/> it, come what may: others wait for it.</summary>
internal sealed class WriteTicket(WriteTag tag, int count, UInt128 content, Task turn)
{
    private readonly TaskCompletionSource<WriteAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WriteTag Tag { get; } = tag;

    /// <summary>How many sequences it takes.</summary>
    public int Count { get; } = count;

    public UInt128 Content { get; } = content;

    /// <summary>Done when every write accepted before this one is; only then may it touch the game.</summary>
    public Task Turn { get; private set; } = turn;

    public Task<WriteAnswer> Answer => _answer.Task;

    /// <summary>Per sequence; null while the write runs. Guarded by the gate's lock.</summary>
    public IReadOnlyList<WriteProgress>? Progress { get; private set; }

    /// <summary>Bytes of the answer's body; 0 while the write runs. Guarded by the gate's lock.</summary>
    public int BodyLength { get; private set; }

    /// <summary>Under the gate's lock; continuations run elsewhere. Lets go of the write before, which would otherwise keep its answer in memory.</summary>
    public void Complete(WriteAnswer answer, IReadOnlyList<WriteProgress> progress)
    {
        Progress = progress;
        BodyLength = answer.Body.Length;
        Turn = Task.CompletedTask;
        _answer.TrySetResult(answer);
    }
}
