namespace ActorInput.Faults.Games;

/// <summary>
/// Remembers named inputs by the same rule as our emulator server: applied inputs only, the last of each name, and the inputs of an id are forgotten
/// together. Used under the game's lock.
/// </summary>
internal sealed class RecentInputs
{
    private const int MostRemembered = 1_024;
    private readonly List<RecentInput> _oldestFirst = [];

    public IReadOnlyList<RecentInput> All => [.. _oldestFirst];

    /// <summary>Remembers what a request applied. If texts are not recorded there are no names either.</summary>
    public void Add(PressTicket ticket)
    {
        var request = ticket.Request;
        var before = 0;
        for (var i = 0; i < request.Names?.Count; i++)
        {
            var applied = ticket.AppliedOf(i, before);
            before += request.Of[i];
            if (request.Names[i] is not { } name || applied == 0)
                continue;
            _oldestFirst.RemoveAll(known => known.Id == name.Id && (known.Index == name.Index || known.Count != name.Count));
            _oldestFirst.Add(new RecentInput(
                name.Id, name.Index, name.Count, request.Inputs![i].ToString(), request.Epoch!.Value, request.Sequence!.Value + i, applied, request.Of[i]));
            while (_oldestFirst.Count > MostRemembered && _oldestFirst[0].Id != name.Id)
            {
                var oldest = _oldestFirst[0].Id;
                _oldestFirst.RemoveAll(known => known.Id == oldest);
            }
        }
    }
}
