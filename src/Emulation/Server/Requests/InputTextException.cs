using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Requests;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>A text is not an input.</summary>
internal sealed class InputTextException(string rule, InputParseError error, string text) : RequestValueException(rule)
{
    /// <summary>What is wrong with the text, and where.</summary>
    public InputParseError Error { get; } = error;

    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>Which input of the list it is; null when there is no list.</summary>
    public int? Index { get; init; }
}
