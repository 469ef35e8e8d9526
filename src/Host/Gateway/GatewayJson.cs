using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>The JSON of <c>/api</c>: camelCase, enums by name, texts as people read them (bodies are never put into HTML).</summary>
[JsonSerializable(typeof(InputRequest))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(InputReplyBody))]
[JsonSerializable(typeof(BatchReplyBody))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(EmulatorBody[]))]
[JsonSerializable(typeof(MemoryBody))]
[JsonSerializable(typeof(CommandBody))]
[JsonSerializable(typeof(SubmitRequest))]
[JsonSerializable(typeof(ExecutionBody))]
[JsonSerializable(typeof(ExecutionsBody))]
[JsonSerializable(typeof(CancelledBody))]
[JsonSerializable(typeof(LeaseRequest))]
[JsonSerializable(typeof(LeaseRenewal))]
[JsonSerializable(typeof(LeaseGrantedBody))]
[JsonSerializable(typeof(NodeBody[]))]
[JsonSerializable(typeof(SaveRequest))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(ResetRequest))]
[JsonSerializable(typeof(CheckpointBody[]))]
[JsonSerializable(typeof(CheckpointSavedBody))]
[JsonSerializable(typeof(CheckpointDeletedBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class GatewayJson : JsonSerializerContext
{
    /// <summary>The context with the options that hold everywhere in the host.</summary>
    public static GatewayJson Instance { get; } = new(Apply(new JsonSerializerOptions()));

    /// <summary>Sets what the context needs on options that are used beside it.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new CamelCaseEnumConverter<InputOutcome>());
        options.Converters.Add(new CamelCaseEnumConverter<ReplyCode>());
        options.Converters.Add(new CamelCaseEnumConverter<EmulatorState>());
        options.Converters.Add(new CamelCaseEnumConverter<InputPriority>());
        options.Converters.Add(new CamelCaseEnumConverter<DispatchMode>());
        options.Converters.Add(new CamelCaseEnumConverter<ExecutionStatus>());
        options.Converters.Add(new CamelCaseEnumConverter<StartFate>());
        return options;
    }
}
