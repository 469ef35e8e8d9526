using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorInput.Contracts.Requests;

/// <summary>Reads an array. The framework's own converter would accept null as any entry.</summary>
internal sealed class ListConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    private static readonly bool MayBeNull = Nullable.GetUnderlyingType(typeof(T)) is not null;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        var entry = (JsonConverter<T>)options.GetConverter(typeof(T));
        var entries = new List<T>(8);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            entries.Add(reader.TokenType != JsonTokenType.Null ? entry.Read(ref reader, typeof(T), options)! : MayBeNull ? default! : throw new JsonException());
        return entries;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read only.");
}
