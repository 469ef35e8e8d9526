using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Fleet;

/// <summary>
/// Calls emulators through sharding's region, a limited number at a time; the next is called when one has answered. The region buffers messages to
/// shards whose place it does not know yet, and counts the whole buffer for each message: ten thousand calls at once would take minutes.
/// </summary>
/// <param name="call">Calls one emulator.</param>
internal sealed class RegionCalls(Action<EmulatorId> call)
{
    /// <summary>Most emulators that are called and have not answered.</summary>
    public const int MostAtOnce = 100;

    private readonly HashSet<EmulatorId> _called = [];
    private Queue<EmulatorId> _waiting = new();

    /// <summary>Calls another emulator, now or when its turn comes.</summary>
    public void Add(EmulatorId emulator)
    {
        if (_called.Contains(emulator))
            return;
        _waiting.Enqueue(emulator);
        CallNext();
    }

    /// <summary>
    /// Replaces the list of emulators to call. Emulators that were called and have not answered come last: an answer may be lost, and a hundred
    /// emulators that cannot answer must not hold up the others.
    /// </summary>
    public void Renew(IEnumerable<EmulatorId> unanswered)
    {
        var again = unanswered.ToLookup(_called.Contains);
        _waiting = new Queue<EmulatorId>(again[false].Concat(again[true]));
        _called.Clear();
        CallNext();
    }

    /// <summary>An emulator has answered, with whatever answer.</summary>
    public void Answered(EmulatorId emulator)
    {
        if (_called.Remove(emulator))
            CallNext();
    }

    private void CallNext()
    {
        while (_called.Count < MostAtOnce && _waiting.TryDequeue(out var next))
        {
            if (_called.Add(next))
                call(next);
        }
    }
}
