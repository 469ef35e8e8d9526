using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Fleet;

/// <summary>
/// Tells emulators without an owner to start, some at a time and the next when one answers. Sharding keeps what is sent to a shard whose place it
/// does not know yet, and counts all of it with each message more: ten thousand at once would take it minutes.
/// </summary>
/// <param name="start">Tells one.</param>
internal sealed class EmulatorStarts(Action<EmulatorId> start)
{
    /// <summary>Most that are told and have not answered.</summary>
    public const int MostAtOnce = 100;

    private readonly HashSet<EmulatorId> _told = [];
    private Queue<EmulatorId> _waiting = new();

    /// <summary>
    /// Takes those that have no owner now for all that is to be done. Those that were told and have not answered come last: an answer may be lost,
    /// and a hundred that cannot start must not keep the others from it.
    /// </summary>
    public void Renew(IEnumerable<EmulatorId> ownerless)
    {
        var unanswered = ownerless.ToLookup(_told.Contains);
        _waiting = new Queue<EmulatorId>(unanswered[false].Concat(unanswered[true]));
        _told.Clear();
        TellNext();
    }

    /// <summary>One has answered, whatever it said.</summary>
    public void Answered(EmulatorId emulator)
    {
        if (_told.Remove(emulator))
            TellNext();
    }

    private void TellNext()
    {
        while (_told.Count < MostAtOnce && _waiting.TryDequeue(out var next))
        {
            _told.Add(next);
            start(next);
        }
    }
}
