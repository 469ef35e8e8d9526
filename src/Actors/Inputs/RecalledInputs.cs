using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// What the emulator server remembers of one id that an earlier owner sent. In the <see cref="InputIdWindow"/> it takes the place of an answer until
/// the id is sent again: only then is it known whether the id is that of an input, a batch or an execution.
/// </summary>
/// <param name="count">How many inputs the id stands for.</param>
internal sealed class RecalledInputs(int count)
{
    private readonly Dictionary<int, RecentInput> _applied = [];

    /// <summary>How long ago the last of them was applied.</summary>
    public TimeSpan Age { get; private set; } = TimeSpan.MaxValue;

    /// <summary>All ids of a server's answer, in its order.</summary>
    public static IEnumerable<(string Id, RecalledInputs Inputs)> Gather(IReadOnlyList<RecentInput> recent)
    {
        var byId = new Dictionary<string, RecalledInputs>(StringComparer.Ordinal);
        var inOrder = new List<(string, RecalledInputs)>();
        foreach (var input in recent)
        {
            var id = input.Id.Id!;
            if (!byId.TryGetValue(id, out var known))
                inOrder.Add((id, byId[id] = known = new RecalledInputs(input.Id.Count)));
            known._applied[input.Id.Index] = input;
            known.Age = input.Age < known.Age ? input.Age : known.Age;
        }

        return inOrder;
    }

    /// <summary>When the last of them was applied, a timestamp of the clock.</summary>
    public long AppliedAt(long now, TimeProvider time) => now - (long)(Age.TotalSeconds * time.TimestampFrequency);

    /// <summary>Whether they can be these inputs: the number is the same, and the known ones are equal.</summary>
    public bool Fits(ReadOnlySpan<InputSequence> inputs)
    {
        if (inputs.Length != count)
            return false;
        foreach (var (index, known) in _applied)
        {
            if (!string.Equals(known.Input, inputs[index].ToString(), StringComparison.Ordinal) || known.Of != inputs[index].Count)
                return false;
        }

        return true;
    }

    /// <summary>Whether it can be this write.</summary>
    public bool Fits(string write) =>
        count == 1 && _applied.TryGetValue(0, out var known) && known.Of == 1 && string.Equals(known.Input, write, StringComparison.Ordinal);

    /// <summary>How much of one of them was applied; null when nothing was, which is final.</summary>
    public RecentInput? Applied(int index) => _applied.GetValueOrDefault(index);
}
