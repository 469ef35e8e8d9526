using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Fleet;

/// <summary>
/// Calls emulators through sharding's region, some at a time and the next when one has answered. The region keeps what is sent to a shard whose
/// place it does not know yet, and counts all of it with each message more: ten thousand at once would take it minutes.
/// </summary>
/// <param name="call">Calls one.</param>
internal sealed class RegionCalls(Action<EmulatorId> call)
{
    /// <summary>Most that are called and have not answered.</summary>
    public const int MostAtOnce = 100;

    private readonly HashSet<EmulatorId> _called = [];
    private Queue<EmulatorId> _waiting = new();

    /// <summary>Calls one more, now or when its turn comes.</summary>
    public void Add(EmulatorId emulator)
    {
        if (_called.Contains(emulator))
            return;
        _waiting.Enqueue(emulator);
        CallNext();
    }

    /// <summary>
    /// Takes these for all that are to be called. Those that were called and have not answered come last: an answer may be lost, and a hundred
    /// that cannot answer must not keep the others from it.
    /// </summary>
    public void Renew(IEnumerable<EmulatorId> unanswered)
    {
        var again = unanswered.ToLookup(_called.Contains);
        _waiting = new Queue<EmulatorId>(again[false].Concat(again[true]));
        _called.Clear();
        CallNext();
    }

    /// <summary>One has answered, whatever it said.</summary>
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
