using System.Text;

namespace ActorInput.Actors.Wire;

/// <summary>Prepares text from an unknown sender for the log: cuts it, and replaces control characters, which could forge a line.</summary>
internal static class LogText
{
    private const int MostShown = 128;

    public static string Of(ReadOnlySpan<byte> bytes) => Of(Encoding.ASCII.GetString(bytes[..Math.Min(bytes.Length, MostShown)]));

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var shown = text.AsSpan(0, Math.Min(text.Length, MostShown)).ToArray();
        for (var i = 0; i < shown.Length; i++)
        {
            if (shown[i] is < ' ' or > '~')
                shown[i] = '?';
        }

        return new string(shown);
    }
}
