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
    /// How long a question (state, screen, memory, status) waits for its answer, and how much longer than the caller's own time limit a request for a
    /// lease waits for the broker's answer. Default 15 s; 100 ms to 10 min.
    /// </summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How often a waiting request for a lease is repeated, with the same id. A broker that starts after another broker's node ended does not know
    /// which requests wait. Default 2 s; 50 ms to 1 min.
    /// </summary>
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long releasing a lease waits for the answer. Default 5 s; 50 ms to 1 min. After that the agent's actor for this lease stops, and the lease
    /// ends with it.
    /// </summary>
    public TimeSpan ReleaseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Most unanswered inputs of <c>SendInputOptimized</c>, for each lease, and for all inputs without a lease together; a further input is refused
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
