using System.Buffers;
using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Requests;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads a text as an input, without making a string of it.</summary>
/// <param name="limits">How large it may be.</param>
internal sealed class InputConverter(InputLimits limits) : RequestConverter<InputSequence>
{
    public override string Rule => "needed is a text such as 'A B START'";

    public override InputSequence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new RequestValueException(Rule);
        // A text never has more characters than bytes.
        var characters = ArrayPool<char>.Shared.Rent(Math.Max(1, reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length));
        try
        {
            var text = characters.AsSpan(0, reader.CopyString(characters));
            return InputSequence.TryParse(text, limits, out var input, out var error) ? input : throw new InputTextException(Rule, error, text.ToString());
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }
}
