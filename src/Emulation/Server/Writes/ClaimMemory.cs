namespace ActorInput.Emulation.Server.Writes;

/// <summary>Remembers the answers to the last claims that had an id, including failures. Thread-safe.</summary>
internal sealed class ClaimMemory
{
    private const int Kept = 64;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<WriteAnswer>> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    /// <summary>Returns the first answer to this id, which may not be complete yet. The claim is made only if the id is new.</summary>
    public Task<WriteAnswer> FirstAnswerAsync(string id, Func<Task<WriteAnswer>> claim)
    {
        lock (_lock)
        {
            if (_answers.TryGetValue(id, out var known))
                return known;
            _oldestFirst.Enqueue(id);
            if (_oldestFirst.Count > Kept)
                _answers.Remove(_oldestFirst.Dequeue());
            return _answers[id] = claim();
        }
    }
}
