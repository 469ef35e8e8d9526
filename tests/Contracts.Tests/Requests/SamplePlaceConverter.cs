using System.Globalization;
using ActorInput.Contracts.Requests;

namespace ActorInput.Contracts.Tests.Requests;

/// <summary>Reads a digit, or an object with a digit that is not 7.</summary>
internal sealed class SamplePlaceConverter : TextOrObjectConverter<SamplePlace, SamplePlaceObject>
{
    public override string Rule => "a digit as a string, or an object with at, is expected";

    protected override SamplePlace OfText(string text) => text.Length == 1 && char.IsAsciiDigit(text[0])
        ? new(int.Parse(text, CultureInfo.InvariantCulture))
        : throw new RequestValueException("a digit is allowed");

    protected override SamplePlace OfObject(SamplePlaceObject read) =>
        read.At != 7 ? new(read.At) : throw new RequestValueException("a digit but 7 is allowed") { Place = ".at", Found = "7" };
}
