using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Once;

/// <summary>Says whether what a game applied can be what the replies say, in the order of acceptance within each lane.</summary>
internal static class TruthMatcher
{
    /// <summary>
    /// True when the applied steps are a merge of the lanes, each lane being its inputs in order, and each input its first k steps without a
    /// gap: k as its reply says, any k of an unknown one.
    /// </summary>
    public static bool Matches(IReadOnlyList<InputStep> applied, IReadOnlyList<IReadOnlyList<(InputSequence Input, InputReply Reply)>> lanes)
    {
        var seen = new HashSet<(int At, string Positions)>();
        var open = new Stack<(int At, int[] Next)>();
        open.Push((0, new int[lanes.Count]));
        while (open.TryPop(out var state))
        {
            if (!seen.Add((state.At, string.Join(',', state.Next))))
                continue;
            if (state.At == applied.Count && lanes.Select((lane, i) => state.Next[i] == lane.Count).All(done => done))
                return true;
            for (var lane = 0; lane < lanes.Count; lane++)
            {
                if (state.Next[lane] == lanes[lane].Count)
                    continue;
                var (input, reply) = lanes[lane][state.Next[lane]];
                int[] next = [.. state.Next];
                next[lane]++;
                foreach (var count in Counts(reply))
                {
                    if (state.At + count <= applied.Count && StartsWith(applied, state.At, input, count))
                        open.Push((state.At + count, next));
                }
            }
        }

        return false;
    }

    private static IEnumerable<int> Counts(InputReply reply) =>
        reply.Outcome == InputOutcome.Unknown ? Enumerable.Range(0, reply.Of + 1) : [reply.Applied];

    private static bool StartsWith(IReadOnlyList<InputStep> applied, int at, InputSequence input, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (applied[at + i] != input.Steps[i])
                return false;
        }

        return true;
    }
}
