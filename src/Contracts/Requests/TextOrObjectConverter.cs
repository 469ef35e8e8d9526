using System.Text.Json;

namespace ActorInput.Contracts.Requests;

/// <summary>Reads a value that is written as a text or as an object.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <typeparam name="TObject">The object.</typeparam>
public abstract class TextOrObjectConverter<T, TObject> : RequestConverter<T>, ITextOrObject
    where TObject : class
{
    /// <inheritdoc/>
    public Type ObjectType => typeof(TObject);

    /// <summary>The value of a text.</summary>
    /// <exception cref="RequestValueException">It is none.</exception>
    protected abstract T OfText(string text);

    /// <summary>The value of an object.</summary>
    /// <exception cref="RequestValueException">It is none.</exception>
    protected abstract T OfObject(TObject read);

    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => OfText(reader.GetString()!),
        JsonTokenType.StartObject => OfObject(JsonSerializer.Deserialize<TObject>(ref reader, options)!),
        _ => throw new RequestValueException(Rule),
    };
}
