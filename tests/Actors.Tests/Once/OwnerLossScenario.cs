using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Faults.Plans;
using CsCheck;

namespace ActorInput.Actors.Tests.Once;

/// <summary>The messages that agents send to one game, after how many answers each owner is lost, and what fails at the server.</summary>
/// <param name="Shape">For each message the steps of its inputs, and the mode when they are a batch.</param>
/// <param name="LossesAfter">For each owner but the last: how many answers come before it is lost.</param>
/// <param name="Faults">The faults of the requests.</param>
internal sealed record OwnerLossScenario(
    IReadOnlyList<(IReadOnlyList<int> Inputs, DispatchMode? Batch)> Shape, IReadOnlyList<int> LossesAfter, IReadOnlyList<Fault> Faults)
{
    private static readonly string[] Buttons = ["A", "B", "START", "SELECT", "UP", "DOWN", "LEFT", "RIGHT"];

    // No fault ends the life of the game: its ids would end with it, which is another promise.
    private static readonly FaultWeights Weights = new()
    {
        HugeBytes = 300_000,
        Weights = FaultWeights.Default.Weights.Where(weight => weight.Key is not FaultKind.Restart).ToDictionary(),
    };

    public static Gen<OwnerLossScenario> Any { get; } =
        from shape in (
            from inputs in Gen.Int[1, 3].List[1, 5]
            from mode in Gen.Int[0, 5]
            select ((IReadOnlyList<int>)(mode < 3 ? [inputs[0]] : inputs), mode switch
            {
                3 => DispatchMode.Coalesced,
                4 => DispatchMode.Sequential,
                5 => DispatchMode.Concurrent,
                _ => (DispatchMode?)null,
            })).List[1, 8]
        from losses in Gen.Int[0, 5].List[1, 3]
        from seed in Gen.Int[0, int.MaxValue]
        from faults in Gen.Int[0, 10]
        select new OwnerLossScenario(shape, losses, Draw(seed, faults));

    /// <summary>The messages; all their steps differ.</summary>
    public IReadOnlyList<OwnerLossSend> Sends()
    {
        var step = 0;
        return
        [
            .. Shape.Select((send, i) => new OwnerLossSend($"id-{i}", [.. send.Inputs.Select(steps => InputSequence.Parse(Next(ref step, steps)))], send.Batch)),
        ];
    }

    public override string ToString() =>
        $"lost after {string.Join(", ", LossesAfter)}; faults {string.Join(", ", Faults.Select(fault => fault.Kind))}; "
        + string.Join(" | ", Shape.Select(send => $"{send.Batch?.ToString() ?? "alone"} {string.Join(',', send.Inputs)}"));

    private static string Next(ref int step, int steps)
    {
        var texts = new string[steps];
        for (var i = 0; i < steps; i++, step++)
            texts[i] = $"{Buttons[step % Buttons.Length]}:{1 + (step / Buttons.Length)}";
        return string.Join(' ', texts);
    }

    private static List<Fault> Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Weights.Draw(random))];
    }
}
