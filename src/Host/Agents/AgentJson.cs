using System.Text.Json;
using System.Text.Json.Serialization;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Agents;

/// <summary>The JSON of an agent's lines, in the style of <c>/api</c>.</summary>
[JsonSerializable(typeof(AgentLeaseBody))]
[JsonSerializable(typeof(AgentSummaryBody))]
[JsonSerializable(typeof(InputReplyBody))]
internal sealed partial class AgentJson : JsonSerializerContext
{
    /// <summary>The context with the options that hold everywhere in the host.</summary>
    public static AgentJson Instance { get; } = new(GatewayJson.Apply(new JsonSerializerOptions()));
}
