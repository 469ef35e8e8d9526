using ActorInput.Contracts.Messages;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using CsCheck;

namespace ActorInput.Actors.Tests.Once;

/// <summary>The messages to one game, and the failures there.</summary>
/// <param name="Dialect">What the game speaks.</param>
/// <param name="Sends">What is sent, in order.</param>
/// <param name="Faults">What goes wrong with the requests, in order.</param>
/// <param name="Crash">Before which of the sends the emulator's actor crashes; beyond the last it does not.</param>
internal sealed record Scenario(GameDialect Dialect, IReadOnlyList<ScenarioSend> Sends, IReadOnlyList<Fault> Faults, int Crash)
{
    private static readonly string[] Buttons = ["A", "B", "START", "SELECT", "UP", "DOWN", "LEFT", "RIGHT"];

    private static readonly Gen<ScenarioInput> NativeInput =
        from buttons in Gen.Int[0, 7].List[1, 4]
        from bulk in Gen.Int[0, 3]
        from deadline in Gen.Int[0, 5]
        select new ScenarioInput(
            string.Join(' ', buttons.Select(button => Buttons[button])),
            bulk == 0 ? InputPriority.Bulk : InputPriority.Interactive,
            deadline == 0 ? 25 : 0);

    // The steps that a pokemon-gym applied do not show their input, so inputs are told apart by their order: all have one priority. A wait now and
    // then splits an action; neighbouring waits would be sent as one.
    private static readonly Gen<ScenarioInput> GymInput =
        from buttons in Gen.Int[0, 8].List[1, 4]
        from deadline in Gen.Int[0, 5]
        select new ScenarioInput(
            string.Join(' ', buttons.Select((button, i) => button == 8 && (i == 0 || buttons[i - 1] != 8) ? $"WAIT:{i + 1}" : Buttons[button % 8])),
            InputPriority.Interactive,
            deadline == 0 ? 25 : 0);

    /// <summary>Scenarios of one dialect.</summary>
    public static Gen<Scenario> Of(GameDialect dialect)
    {
        var input = dialect == GameDialect.Native ? NativeInput : GymInput;
        var send =
            from inputs in input.List[1, 6]
            from mode in Gen.Int[0, 5]
            from awaits in Gen.Bool
            select new ScenarioSend(
                mode < 3 ? inputs : OnTheTermsOfTheFirst(inputs),
                mode switch { 3 => DispatchMode.Coalesced, 4 => DispatchMode.Sequential, 5 => DispatchMode.Coalesced, _ => null },
                awaits);
        return
            from sends in send.List[1, 8]
            from seed in Gen.Int[0, int.MaxValue]
            from faults in Gen.Int[0, 12]
            from crash in Gen.Int[0, 15]
            select new Scenario(dialect, sends, Draw(dialect, seed, faults), crash);
    }

    /// <summary>Whether an input may be answered as unknown: the life of the game that knew it is over, or the count of steps was lost.</summary>
    public bool MayBeUnknown => Faults.Any(fault =>
        fault.Kind == FaultKind.Restart || (Dialect == GameDialect.Gym && fault.Kind == FaultKind.StepsBackwards));

    public override string ToString() =>
        $"{Dialect}; faults {string.Join(", ", Faults.Select(fault => fault.Kind))}; {(Crash < Sends.Count ? $"crash before send {Crash}; " : "")}"
        + string.Join(" | ", Sends.Select(send => $"{send.Batch?.ToString() ?? "each"}{(send.Await ? " await" : "")} [{string.Join(", ", send.Inputs)}]"));

    private static List<ScenarioInput> OnTheTermsOfTheFirst(List<ScenarioInput> inputs) =>
        inputs.ConvertAll(input => input with { Priority = inputs[0].Priority, DeadlineMs = inputs[0].DeadlineMs });

    private static List<Fault> Draw(GameDialect dialect, int seed, int count)
    {
        var random = new Random(seed);
        var weights = new FaultWeights { HugeBytes = 300_000 };
        if (dialect == GameDialect.Gym)
        {
            // On a pokemon-gym, half an action that is not counted looks like no action: docs/failure-modes.md. Half of a batch is covered
            // nevertheless: a wait splits it, and its second request fails.
            weights = weights with { Weights = weights.Weights.Where(weight => weight.Key != FaultKind.HalfApplied).ToDictionary() };
        }

        var faults = Enumerable.Range(0, count).Select(_ => weights.Draw(random)).ToList();
        // The count goes back once, and only if it is not 0: setting 0 to 0 would show nothing.
        var backwards = faults.FindIndex(fault => fault.Kind == FaultKind.StepsBackwards);
        if (dialect == GameDialect.Gym && backwards >= 0)
        {
            faults = [Fault.None, .. faults.Where((fault, i) => i == backwards || fault.Kind is not (FaultKind.StepsBackwards or FaultKind.Restart))];
        }

        return faults;
    }
}
