using System.Globalization;
using System.Text.Json;
using ActorInput.Emulation.Gym.Python;
using CsCheck;

namespace ActorInput.Emulation.Tests.Gym;

public sealed class PythonJsonTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ",", ":", "\"", "\\", "a", "1", "-", ".", "e", " ", "true", "null", "\"k\"", "\\u00e9", "😀"];

    [Theory]
    [MemberData(nameof(PythonRecordings.Malformed), MemberType = typeof(PythonRecordings))]
    public void Scanner_MalformedText_SaysWhatPythonSays(string text, string message, int position) =>
        Assert.Equal(new PythonJsonFault(message, position), PythonJsonScanner.Find(text));

    [Fact]
    public void Scanner_NestedTooDeeply_DoesNotTell() => Assert.Null(PythonJsonScanner.Find(new string('[', 200_000)));

    [Theory]
    [InlineData("NaN")]
    [InlineData("""{"a": [1, -2.5e3, "x\u00e9\n", null, true, false, Infinity, -Infinity], "b": {}}""")]
    public void Scanner_WhatPythonReads_HasNoFault(string text) => Assert.Null(PythonJsonScanner.Find(text));

    [Fact]
    public void Scanner_AnyText_FindsAFaultExactlyWhenDotNetDoes() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 12].Select(picks => string.Concat(picks.Select(i => Pieces[i]))).Sample(text => Assert.Equal(!IsJson(text), PythonJsonScanner.Find(text) is not null));

    [Theory]
    [MemberData(nameof(PythonRecordings.Floats), MemberType = typeof(PythonRecordings))]
    public void Float_Recorded_IsWrittenAsPythonDoes(string repr) =>
        Assert.Equal(repr, PythonFloat.Format(double.Parse(repr, CultureInfo.InvariantCulture)));

    [Fact]
    public void Float_Any_IsReadBackTheSame() =>
        Gen.Double.Where(double.IsFinite).Sample(value =>
            Assert.Equal(value, double.Parse(PythonFloat.Format(value), CultureInfo.InvariantCulture)));

    [Theory]
    [MemberData(nameof(PythonRecordings.Strings), MemberType = typeof(PythonRecordings))]
    public void String_Recorded_IsEscapedAsPythonDoes(string text, string dumped) => Assert.Equal(dumped, Written(text));

    [Fact]
    public void String_Any_IsReadBackTheSame() => Gen.String.Where(text => !text.Any(char.IsSurrogate))
        .Sample(text => Assert.Equal(text, JsonElement.Parse(Written(text)).GetString()));

    [Fact]
    public void String_HalfASurrogatePair_IsReplaced() => Assert.Equal("\"a\uFFFDb\"", Written("a\uD83Db"));

    private static string Written(string text)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = PythonJsonEncoder.Instance }))
            writer.WriteStringValue(text);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
