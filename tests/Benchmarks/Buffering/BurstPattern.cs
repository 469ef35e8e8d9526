namespace ActorInput.Benchmarks.Buffering;

/// <summary>A number of inputs every 50 ms, about 0.1 ms apart, without waiting for answers.</summary>
internal sealed class BurstPattern(Random random, int inputs) : PressPattern(random)
{
    public override void Begin(BufferingSimulation simulation)
    {
        var at = TimeSpan.Zero;
        for (var input = 0; input < inputs; input++)
        {
            simulation.After(at, () => simulation.Send(0));
            at += Between(0.05, 0.15);
        }

        simulation.After(TimeSpan.FromMilliseconds(50), () => Begin(simulation));
    }
}
