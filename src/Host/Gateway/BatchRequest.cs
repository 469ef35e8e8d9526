using System.ComponentModel;
using System.Text.Json.Serialization;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>A request to press a batch.</summary>
internal sealed record BatchRequest : TimedRequest
{
    /// <summary>The inputs in order.</summary>
    [Description("Inputs in order, each as in a request to press one.")]
    [JsonPropertyOrder(-2)]
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>How they are sent.</summary>
    [Description("coalesced (default): one request, in order. sequential: one by one. concurrent: several at once, order not promised.")]
    public DispatchMode? Mode { get; init; }

    /// <summary>The inputs with their timing.</summary>
    public Answer<InputBatch> ToBatch(InputLimits limits) => BatchOf(Inputs, limits, "");
}
