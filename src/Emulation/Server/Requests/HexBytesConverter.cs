using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ActorInput.Contracts.Requests;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads bytes, two hexadecimal digits each.</summary>
/// <param name="most">Most bytes.</param>
internal sealed class HexBytesConverter(int most) : RequestConverter<HexBytes>
{
    public override string Rule { get; } = string.Create(CultureInfo.InvariantCulture, $"needed are two hexadecimal digits for each of 1 to {most} bytes");

    public override HexBytes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new RequestValueException(Rule);
        var text = reader.GetString()!;
        var bytes = new byte[text.Length / 2];
        return text.Length > 0 && text.Length % 2 == 0 && bytes.Length <= most && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done
            ? new HexBytes(bytes)
            : throw new RequestValueException(Rule);
    }
}
