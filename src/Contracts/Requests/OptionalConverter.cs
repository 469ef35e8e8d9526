using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorInput.Contracts.Requests;

/// <summary>Reads an optional value with another converter; null means no value.</summary>
internal sealed class OptionalConverter<T>(JsonConverter<T> inner) : JsonConverter<T?>
    where T : struct
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => inner.Read(ref reader, typeof(T), options);

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read only.");
}
