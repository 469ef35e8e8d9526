using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorInput.Contracts.Requests;

/// <summary>A converter of a value that records and their attributes cannot describe.</summary>
public abstract class RequestConverter<T> : JsonConverter<T>, IRequestRule
{
    /// <inheritdoc/>
    public abstract string Rule { get; }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException("Requests are read only.");
}
