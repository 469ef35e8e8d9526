using System.Text.Json.Serialization;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>
/// The body of the direct dialect's <c>POST /input</c>. Unknown members are ignored, because the clients of this dialect are not ours.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record DirectInputRequest
{
    /// <summary>What to press.</summary>
    public required InputSequence Inputs { get; init; }
}
