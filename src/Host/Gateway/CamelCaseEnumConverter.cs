using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorInput.Host.Gateway;

/// <summary>Writes an enum by its name in camelCase, and reads nothing else: a number is no name.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
