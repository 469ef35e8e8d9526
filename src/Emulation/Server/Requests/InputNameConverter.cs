using System.Globalization;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Requests;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads a caller's name of an input: an id, or an object with an id that several inputs share.</summary>
internal sealed class InputNameConverter : TextOrObjectConverter<InputName, InputNameRequest>
{
    /// <summary>The clause that says what an id is.</summary>
    public const string AllowedId = "allowed is a text of 1 to 128 printable ASCII characters without spaces";

    private const string Allowed =
        "allowed are null, a text of 1 to 128 printable ASCII characters without spaces, and an object with such an id, index and count";

    public override string Rule => Allowed;

    protected override InputName OfText(string text) => InputTerms.IsId(text) ? new InputName(text, 0, 1) : throw new RequestValueException(Allowed);

    protected override InputName OfObject(InputNameRequest read)
    {
        if (!InputTerms.IsId(read.Id))
            throw new RequestValueException(AllowedId) { Place = ".id", Found = read.Id };
        if (read.Index >= read.Count)
        {
            throw new RequestValueException(RequestProblems.AllowedRange(0, read.Count - 1))
            {
                Place = ".index",
                Found = read.Index.ToString(CultureInfo.InvariantCulture),
            };
        }

        return new InputName(read.Id, read.Index, read.Count);
    }
}
