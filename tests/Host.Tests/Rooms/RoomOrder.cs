namespace ActorInput.Host.Tests.Rooms;

/// <summary>The rooms of a project: the folders right below it, and so the namespaces. A room may use the rooms before it.</summary>
/// <param name="root">The project's namespace. Its own types may use all rooms, and no room may use them.</param>
/// <param name="rooms">The rooms' names, the lowest first.</param>
internal sealed class RoomOrder(string root, params string[] rooms)
{
    private const int NoRoom = -1;

    /// <summary>
    /// The problems in these uses: an edge that points the wrong way, as <c>Room.Type.Member -> Room.Type</c>, or a room without a place.
    /// </summary>
    public IReadOnlyList<string> Problems(IEnumerable<TypeUse> uses)
    {
        SortedSet<string> problems = new(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            var user = PlaceOf(use.User, problems);
            var used = PlaceOf(use.Used, problems);
            if (user != NoRoom && used != NoRoom && used > user)
                problems.Add($"{Short(use.User)}{(use.Member.Length > 0 ? "." : "")}{use.Member} -> {Short(use.Used)}");
        }

        return [.. problems];
    }

    private int PlaceOf(string type, SortedSet<string> problems)
    {
        // Types that the compiler and its generators add to ours.
        if (!type.StartsWith(root + '.', StringComparison.Ordinal))
            return NoRoom;
        var names = Short(type).Split('.');
        if (names.Length == 1)
            return rooms.Length;
        var place = Array.IndexOf(rooms, names[0]);
        if (place < 0)
            problems.Add($"{names[0]} has no place among the rooms of {root}: {string.Join(", ", rooms)}");
        return place;
    }

    private string Short(string type) => type[(root.Length + 1)..];
}
