using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Once;

/// <summary>Checks whether the steps that a game applied agree with the replies, in the order of acceptance within each priority.</summary>
internal static class TruthMatcher
{
    /// <summary>
    /// True if the applied steps are a merge of the priorities' inputs, each priority in order, and of each input the first k steps without a gap: k
    /// from its reply, or any k for an unknown one.
    /// </summary>
    public static bool Matches(IReadOnlyList<InputStep> applied, IReadOnlyList<IReadOnlyList<(InputSequence Input, InputReply Reply)>> priorities)
    {
        var seen = new HashSet<(int At, string Positions)>();
        var open = new Stack<(int At, int[] Next)>();
        open.Push((0, new int[priorities.Count]));
        while (open.TryPop(out var state))
        {
            if (!seen.Add((state.At, string.Join(',', state.Next))))
                continue;
            if (state.At == applied.Count && priorities.Select((priority, i) => state.Next[i] == priority.Count).All(done => done))
                return true;
            for (var priority = 0; priority < priorities.Count; priority++)
            {
                if (state.Next[priority] == priorities[priority].Count)
                    continue;
                var (input, reply) = priorities[priority][state.Next[priority]];
                int[] next = [.. state.Next];
                next[priority]++;
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
