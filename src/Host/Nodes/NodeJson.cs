using System.Text.Json;
using System.Text.Json.Serialization;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Nodes;

/// <summary>The JSON of what a command prints when it is ready, written as that of <c>/api</c>.</summary>
[JsonSerializable(typeof(NodeReadyBody))]
[JsonSerializable(typeof(ServerReadyBody))]
[JsonSerializable(typeof(ServerWarningBody))]
internal sealed partial class NodeJson : JsonSerializerContext
{
    public static NodeJson Instance { get; } = new(GatewayJson.Apply(new JsonSerializerOptions()));
}
