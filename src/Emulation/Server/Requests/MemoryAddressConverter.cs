using System.Text.Json;
using ActorInput.Contracts.Requests;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads an address: a number, or a text in decimal or, after <c>0x</c>, in hexadecimal.</summary>
internal sealed class MemoryAddressConverter : RequestConverter<MemoryAddress>
{
    public override string Rule => MemoryRange.AllowedAddress;

    public override MemoryAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return new(number);
        return reader.TokenType == JsonTokenType.String && MemoryRange.TryParseAddress(reader.GetString(), out var parsed)
            ? new(parsed)
            : throw new RequestValueException(Rule);
    }
}
