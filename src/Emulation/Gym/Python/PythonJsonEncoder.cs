using System.Globalization;
using System.Text.Encodings.Web;

namespace ActorInput.Emulation.Gym.Python;

/// <summary>
/// Escapes strings as Python's <c>json.dumps(ensure_ascii=False)</c> does: quotation marks, backslashes and control characters below
/// U+0020, nothing else. The encoders of .NET escape more, so that what they write is longer and not the same bytes.
/// </summary>
internal sealed class PythonJsonEncoder : JavaScriptEncoder
{
    public static PythonJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        // A lone surrogate must be found as well: it has no UTF-8, so the base class has to replace it.
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < span.Length; i++)
        {
            if (char.IsSurrogate(span[i]))
            {
                if (i + 1 < span.Length && char.IsSurrogatePair(span[i], span[i + 1]))
                {
                    i++;
                    continue;
                }

                return i;
            }

            if (WillEncode(span[i]))
                return i;
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var escaped = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\b' => "\\b",
            '\f' => "\\f",
            < 0x20 => string.Create(CultureInfo.InvariantCulture, $"\\u{unicodeScalar:x4}"),
            _ => char.ConvertFromUtf32(unicodeScalar),
        };
        var fits = escaped.TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? escaped.Length : 0;
        return fits;
    }
}
