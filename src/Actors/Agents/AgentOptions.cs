using ActorInput.Actors.Common;

namespace ActorInput.Actors.Agents;

/// <summary>How an agent's <see cref="EmulatorPool"/> waits.</summary>
public sealed class AgentOptions
{
    /// <summary>
    /// How long an input, a batch or a command waits for its answer. Default 60 s; 100 ms to 1 h. An input without an answer by then has the
    /// outcome <c>Unknown</c>: it may have been pressed and may still be.
    /// </summary>
    public TimeSpan InputTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a question (state, screen, memory, status) waits for its answer, and how long the lease broker has for its word beyond the
    /// caller's own bound. Default 15 s; 100 ms to 10 min.
    /// </summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How often who waits for a lease asks again, under the same id: a broker that took another's place on its node's end does not know who
    /// waits. Default 2 s; 50 ms to 1 min.
    /// </summary>
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long releasing a lease waits for the emulator's word. Default 5 s; 50 ms to 1 min. After that the lease ends with the actor that
    /// stood for it.
    /// </summary>
    public TimeSpan ReleaseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Inputs of <c>SendInputOptimized</c> without an answer, for each lease and for all that is sent without one together; one more is refused
    /// as overloaded. Default 128; 1 to 100,000. An emulator's own queue (<c>Buffering:QueueLength</c>, 256) should have room for them.
    /// </summary>
    public int MaxOutstanding { get; set; } = 128;

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(InputTimeout)}", InputTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        problems.InRange($"{name}:{nameof(QueryTimeout)}", QueryTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        problems.InRange($"{name}:{nameof(AskAgainAfter)}", AskAgainAfter, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        problems.InRange($"{name}:{nameof(ReleaseTimeout)}", ReleaseTimeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        problems.InRange($"{name}:{nameof(MaxOutstanding)}", MaxOutstanding, 1, 100_000);
    }
}
