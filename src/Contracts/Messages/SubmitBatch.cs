using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Runs a batch on the named emulator, or on one that the policy chooses. Send it to the batch balancer of any node. Answered with exactly one
/// <see cref="BatchExecution"/>.
/// </summary>
/// <param name="Batch">The inputs.</param>
/// <param name="Mode">How they are sent.</param>
/// <param name="Terms">
/// Id, deadline, priority and lease of the batch as a whole. Only one emulator knows an id, so a batch with an id must name its emulator.
/// </param>
public sealed record SubmitBatch(InputBatch Batch, DispatchMode Mode, InputTerms Terms) : IWireMessage
{
    /// <summary>Longest <see cref="Timeout"/>.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromHours(24);

    /// <summary>A coalesced batch on the default terms.</summary>
    public SubmitBatch(InputBatch batch)
        : this(batch, DispatchMode.Coalesced, InputTerms.Default)
    {
    }

    /// <summary>The emulator; null leaves the choice to the policy.</summary>
    public EmulatorId? Emulator { get; init; }

    /// <summary>Name of the policy, case ignored; null takes the node's default.</summary>
    public string? Policy { get; init; }

    /// <summary>Only emulators with this cartridge, case ignored; null takes any.</summary>
    public string? Cartridge { get; init; }

    /// <summary>The checkpoint to start from, or <c>fresh</c>; null goes on from where the game is.</summary>
    public string? Start { get; init; }

    /// <summary>What to observe afterwards.</summary>
    public ObservationRequest Observe { get; init; } = ObservationRequest.Nothing;

    /// <summary>The caller's id of the execution, with the rules of an input id; null makes one.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>How long the whole execution may take; more than zero, at most 24 h. Null: no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The problem with the batch, naming the field, the value and what is allowed; null when there is none.</summary>
    public string? Problem() => Problem(ExecutionId, Start, Observe, Timeout) ?? Terms.Problem();

    internal static string? Problem(string? executionId, string? start, ObservationRequest observe, TimeSpan? timeout)
    {
        if (executionId is not null && new InputTerms { Id = executionId }.Problem() is { } problem)
            return $"executionId: {problem}";
        if (timeout <= TimeSpan.Zero || timeout > MaxTimeout)
            return $"timeout is {timeout.Value.TotalMilliseconds:0} ms; more than 0 and at most {MaxTimeout.TotalMilliseconds:0} ms are allowed.";
        if (start is null or CheckpointNames.Fresh)
            return observe.Problem();
        problem = CheckpointNames.IsReserved(start) ? $"name is '{start}'; {CheckpointNames.Rule}." : CheckpointNames.Problem(start);
        return problem is null ? observe.Problem() : $"start: {problem}";
    }
}
