using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActorInput.Contracts.Requests;

/// <summary>Reads an array. The framework's own converter would accept null as an entry.</summary>
internal sealed class ListConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        var entry = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var entries = new List<T>(8);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            entries.Add(JsonSerializer.Deserialize(ref reader, entry) ?? throw new JsonException());
        return entries;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read only.");
}
