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
[JsonSerializable(typeof(MemoryRangeRequest))]
[JsonSerializable(typeof(BatchStartRequest))]
[JsonSerializable(typeof(MemoryWriteRequest))]
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
    /// <summary>The converters of the enums.</summary>
    public static IReadOnlyList<JsonConverter> Enums { get; } =
    [
        new CamelCaseEnumConverter<InputOutcome>(),
        new CamelCaseEnumConverter<ReplyCode>(),
        new CamelCaseEnumConverter<EmulatorState>(),
        new CamelCaseEnumConverter<InputPriority>(),
        new CamelCaseEnumConverter<DispatchMode>(),
        new CamelCaseEnumConverter<ExecutionStatus>(),
        new CamelCaseEnumConverter<StartFate>(),
    ];

    /// <summary>The context with the options that hold everywhere in the host.</summary>
    public static GatewayJson Instance { get; } = new(Apply(new JsonSerializerOptions()));

    /// <summary>Sets what the context needs on options that are used beside it.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        foreach (var converter in Enums)
            options.Converters.Add(converter);
        return options;
    }
}
