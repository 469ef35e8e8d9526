namespace ActorInput.Benchmarks.Buffering;

/// <summary>Two agents that take turns: one presses when the other was answered, one after 0.02 to 0.08 ms, the other after 1 to 2 ms.</summary>
internal sealed class TurnPattern(Random random) : PressPattern(random)
{
    public override void Begin(BufferingSimulation simulation) => Answered(simulation, 1);

    public override void Answered(BufferingSimulation simulation, int agent)
    {
        var next = 1 - agent;
        simulation.After(next == 0 ? Between(0.02, 0.08) : Between(1, 2), () => simulation.Send(next));
    }
}
