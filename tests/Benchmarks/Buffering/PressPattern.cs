namespace ActorInput.Benchmarks.Buffering;

/// <summary>When the agents of one emulator press, in one run. The same seed gives the same presses.</summary>
internal abstract class PressPattern(Random random)
{
    /// <summary>Begins to press.</summary>
    public abstract void Begin(BufferingSimulation simulation);

    /// <summary>An agent has its answer. Agents that do not wait for answers do nothing.</summary>
    public virtual void Answered(BufferingSimulation simulation, int agent)
    {
    }

    /// <summary>A time between two bounds, in milliseconds.</summary>
    protected TimeSpan Between(double least, double most) => TimeSpan.FromMilliseconds(least + ((most - least) * random.NextDouble()));

    /// <summary>The time to the next event of a Poisson process with a given rate.</summary>
    protected TimeSpan Exponential(double perSecond) => TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond);
}
