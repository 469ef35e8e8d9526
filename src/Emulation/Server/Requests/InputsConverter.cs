using System.Globalization;
using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Requests;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads a list of inputs, and no more than may be in one request.</summary>
/// <param name="limits">How many there may be, and how large.</param>
internal sealed class InputsConverter(InputLimits limits) : RequestConverter<IReadOnlyList<InputSequence>>
{
    private readonly InputConverter _one = new(limits);

    public override string Rule { get; } = string.Create(CultureInfo.InvariantCulture, $"allowed is an array of 1 to {limits.MaxBatchInputs} texts");

    public override IReadOnlyList<InputSequence> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new RequestValueException(Rule);
        var inputs = new List<InputSequence>(8);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (inputs.Count == limits.MaxBatchInputs)
                throw new RequestValueException(Rule) { Found = "longer" };
            inputs.Add(ReadOne(ref reader, inputs.Count, options));
        }

        return inputs.Count > 0 ? inputs : throw new RequestValueException(Rule) { Found = "empty" };
    }

    private InputSequence ReadOne(ref Utf8JsonReader reader, int index, JsonSerializerOptions options)
    {
        try
        {
            return _one.Read(ref reader, typeof(InputSequence), options);
        }
        catch (InputTextException wrong)
        {
            throw new InputTextException(wrong.Rule, wrong.Error, wrong.Text) { Index = index, Place = Place(index) };
        }
        catch (RequestValueException wrong)
        {
            throw new RequestValueException(wrong.Rule) { Place = Place(index), Found = Found(ref reader) };
        }
    }

    private static string Place(int index) => string.Create(CultureInfo.InvariantCulture, $"[{index}]");

    private static string Found(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
    };
}
