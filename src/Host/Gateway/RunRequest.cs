using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>A request to run one batch on an emulator with room.</summary>
internal record RunRequest : TimedRequest
{
    private const int MaxTimeoutMs = 24 * 60 * 60 * 1000;

    /// <summary>The inputs in order; required.</summary>
    [Description("Inputs in order, each as in a request to press one.")]
    [JsonPropertyOrder(-2)]
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>How they are sent.</summary>
    [Description("coalesced (default): one request, in order. sequential: one by one. concurrent: several at once, order not promised.")]
    public DispatchMode? Mode { get; init; }

    /// <summary>The emulator.</summary>
    [Description("The emulator; absent: that of the lease, or one that the policy chooses.")]
    public string? Emulator { get; init; }

    /// <summary>Name of the policy.</summary>
    [Description("LeastLoaded, RoundRobin, Random, Local or one of the node's own, case ignored; the node's default when absent.")]
    public string? Policy { get; init; }

    /// <summary>Only emulators with this cartridge.</summary>
    [Description("Only emulators with this cartridge, case ignored.")]
    public string? Cartridge { get; init; }

    /// <summary>Where the game starts from.</summary>
    public BatchStart? Start { get; init; }

    /// <summary>What to observe afterwards.</summary>
    public ObserveRequest? Observe { get; init; }

    /// <summary>How long the whole execution may take.</summary>
    [Description("Milliseconds that the whole execution may take; it stops between two inputs.")]
    [Range(1, MaxTimeoutMs)]
    public long? TimeoutMs { get; init; }

    /// <summary>The caller's id of the execution, needed to cancel it.</summary>
    [Description("1 to 128 printable ASCII characters; absent: the node makes one.")]
    public string? ExecutionId { get; init; }

    /// <summary>The emulator whose present state the batch starts from; null: there is none.</summary>
    internal EmulatorId? StartsAt => Start?.Emulator;

    /// <summary>The batch. A start at another emulator's state is not in it, because that is saved first (<see cref="BatchStarts"/>).</summary>
    /// <param name="terms">The terms, headers included.</param>
    /// <param name="limits">How large inputs may be.</param>
    /// <param name="at">Where this object is in the body, for the text of the problem; empty or with a dot at its end.</param>
    public Answer<SubmitBatch> ToSubmit(InputTerms terms, InputLimits limits, string at)
    {
        EmulatorId named = default;
        if (Emulator is not null && !EmulatorId.TryParse(Emulator, out named))
            return new(Routes.BadId(Emulator));
        if (!BatchOf(Inputs!, limits, at).TryGet(out var batch, out var wrong))
            return new(wrong);
        EmulatorId? emulator = Emulator is not null ? named : LeaseToken.TryParse(terms.Lease, out var lease) ? lease.Emulator : null;
        if (terms.Id is not null && emulator is null)
            return new(Problems.Invalid($"{at}id is given and no emulator; an id is known to one emulator only, so that \"once\" needs a batch that names it."));
        // The state is saved anew for each request, so a repeat would not be the same batch.
        if (terms.Id is not null && StartsAt is { } source)
            return new(Problems.Invalid($"{at}id is given and start is the state of '{source}', which is another one when the request is repeated; save it as a checkpoint and start from that."));

        var submit = new SubmitBatch(batch, Mode ?? DispatchMode.Coalesced, terms)
        {
            Emulator = emulator,
            Policy = Policy,
            Cartridge = Cartridge,
            Start = Start?.Checkpoint,
            Observe = Observe?.ToObservation() ?? ObservationRequest.Nothing,
            // The id is made here, so that the answer to a request that waited too long can name it.
            ExecutionId = ExecutionId ?? Guid.NewGuid().ToString("N"),
            Timeout = TimeoutMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
        };
        return submit.Problem() is { } broken ? new(Problems.Invalid(at + broken)) : new(submit);
    }
}
