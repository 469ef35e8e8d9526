using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorInput.Contracts.Requests;

/// <summary>
/// Reads an enum by the name that the description gives. The framework's own converter also accepts other spellings, and several names with commas.
/// </summary>
internal sealed class NameConverter<T>(JsonNamingPolicy? naming) : JsonConverter<T>
    where T : struct, Enum
{
    private readonly Dictionary<string, T> _values =
        Enum.GetValues<T>().ToDictionary(value => naming?.ConvertName(value.ToString()) ?? value.ToString(), StringComparer.Ordinal);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && _values.TryGetValue(reader.GetString()!, out var value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read only.");
}
