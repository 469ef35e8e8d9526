namespace ActorInput.Benchmarks.Buffering;

/// <summary>Inputs that come independently of each other and of answers, at an average rate.</summary>
internal sealed class PoissonPattern(Random random, double perSecond) : PressPattern(random)
{
    public override void Begin(BufferingSimulation simulation) => simulation.After(Exponential(perSecond), () =>
    {
        simulation.Send(0);
        Begin(simulation);
    });
}
