using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Agents;

/// <summary>The terms on which a script runs. The default: on any free emulator that applies inputs, from the present state of its game.</summary>
public sealed record ScriptRequest
{
    /// <summary>The checkpoint to start from, or <c>fresh</c>; null goes on from where the game is.</summary>
    public string? Start { get; init; }

    /// <summary>What to observe afterwards, before any input of others is pressed.</summary>
    public ObservationRequest Observe { get; init; } = ObservationRequest.Nothing;

    /// <summary>How long the whole script may take; more than zero, at most 24 h. Null: no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// The emulator; null leaves the choice to the policy. For an emulator that you have leased, <see cref="Terms"/> must have the lease's
    /// token.
    /// </summary>
    public EmulatorId? Emulator { get; init; }

    /// <summary>Only emulators with this cartridge, case ignored; null takes any.</summary>
    public string? Cartridge { get; init; }

    /// <summary>Name of the balancing policy; null takes the node's default.</summary>
    public string? Policy { get; init; }

    /// <summary>The timing of presses that name none in the script; the default leaves it to the emulator server.</summary>
    public InputTiming Timing { get; init; }

    /// <summary>How the inputs are sent. Default: in one request, in order.</summary>
    public DispatchMode Mode { get; init; }

    /// <summary>Priority, deadline and lease of the whole script.</summary>
    public InputTerms Terms { get; init; } = InputTerms.Default;

    /// <summary>Your name for the execution, 1 to 128 printable ASCII characters; null makes one.</summary>
    public string? ExecutionId { get; init; }

    internal SubmitBatch ToMessage(InputBatch batch) => new(Timing.Problem() is { } problem ? throw AgentCalls.Invalid(problem) : batch.WithTiming(Timing), Mode, Terms)
    {
        Emulator = Emulator,
        Policy = Policy,
        Cartridge = Cartridge,
        Start = Start,
        Observe = Observe,
        Timeout = Timeout,
        ExecutionId = ExecutionId ?? Guid.NewGuid().ToString("N"),
    };
}
