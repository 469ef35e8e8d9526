using System.Security.Cryptography;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks;

/// <summary>A script's steps by their hashes, which two processes can compare.</summary>
public static class StateTrace
{
    /// <summary>
    /// Plays a script from power-on. One hash (SHA-256, lower-case hex) for power-on and for each step, over state, memory and picture.
    /// </summary>
    public static IEnumerable<string> Hashes(IGameFactory factory, IEnumerable<CheckStep> steps)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(steps);
        using var game = factory.Create();
        var snapshot = new GameSnapshot(game);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        snapshot.Read(game);
        yield return snapshot.Hash(hash);
        foreach (var step in steps)
        {
            step.Apply(game, render: true);
            snapshot.Read(game);
            yield return snapshot.Hash(hash);
        }
    }

    /// <summary>The state after a number of steps.</summary>
    public static byte[] StateBehind(IGameFactory factory, IEnumerable<CheckStep> steps)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(steps);
        using var game = factory.Create();
        foreach (var step in steps)
            step.Apply(game, render: true);
        var state = new byte[game.StateSize];
        if (state.Length > 0)
            game.SaveState(state);
        return state;
    }

    /// <summary>What differs between the two processes at the first step whose hashes do; null when none do.</summary>
    /// <param name="factory">Names the fields, where it can.</param>
    /// <param name="own">This process's hashes.</param>
    /// <param name="other">The other's.</param>
    /// <param name="steps">The script.</param>
    /// <param name="otherStateAsync">Asks the other process for its state after a number of steps.</param>
    public static async Task<CheckDifference?> CompareAsync(
        IGameFactory factory, IReadOnlyList<string> own, IReadOnlyList<string> other, IReadOnlyList<CheckStep> steps, Func<int, Task<byte[]>> otherStateAsync)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(otherStateAsync);
        var step = own.Zip(other, (mine, theirs) => string.Equals(mine, theirs, StringComparison.Ordinal)).TakeWhile(same => same).Count();
        if (step == own.Count && step == other.Count)
            return null;
        var frame = steps.Take(step).Sum(one => (long)one.Frames);
        if (step >= own.Count || step >= other.Count)
            return new CheckDifference(CheckWay.OtherProcess, step, frame, CheckPart.Failure, [$"it did {other.Count} steps of {own.Count}"], 0);
        var ownState = StateBehind(factory, steps.Take(step));
        var otherState = await otherStateAsync(step);
        if (ownState.AsSpan().SequenceEqual(otherState))
            return new CheckDifference(CheckWay.OtherProcess, step, frame, CheckPart.Memory, ["memory or picture, while the states are equal"], 0);
        var (part, fields, bytes) = StateDifference.Find(ownState, otherState, factory as IStateNames);
        return new CheckDifference(CheckWay.OtherProcess, step, frame, part, fields, bytes);
    }
}
