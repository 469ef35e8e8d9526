namespace ActorInput.Benchmarks.Buffering;

/// <summary>Agents that each press again when they are answered, after a time that they take to decide, in milliseconds.</summary>
internal sealed class LockStepPattern(Random random, int agents, double least, double most) : PressPattern(random)
{
    public override void Begin(BufferingSimulation simulation)
    {
        for (var agent = 0; agent < agents; agent++)
            Press(simulation, agent, Between(0, 1));
    }

    public override void Answered(BufferingSimulation simulation, int agent) => Press(simulation, agent, Between(least, most));

    private static void Press(BufferingSimulation simulation, int agent, TimeSpan after) => simulation.After(after, () => simulation.Send(agent));
}
