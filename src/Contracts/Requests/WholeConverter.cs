using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorInput.Contracts.Requests;

/// <summary>Reads a whole number within its bounds. Digits only: neither <c>1.0</c> nor <c>"1"</c>.</summary>
internal sealed class WholeConverter<T>(long least, long most) : JsonConverter<T>
    where T : struct, IBinaryInteger<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value >= least && value <= most
            ? T.CreateChecked(value)
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read only.");
}
