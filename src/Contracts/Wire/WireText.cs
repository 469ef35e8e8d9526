using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Wire;

/// <summary>Texts from the wire: emulator ids, and texts from other processes made safe for a log.</summary>
internal static class WireText
{
    private const int MostShown = 64;

    /// <summary>Reads an id; throws when it is invalid. The default id, which names no emulator, crosses as the empty text.</summary>
    public static EmulatorId Emulator(string text) =>
        EmulatorId.TryParse(text, out var id) ? id
        : text.Length == 0 ? default
        : throw new WireFormatException($"emulator is '{Shown(text)}'; {EmulatorId.Rule}.");

    /// <summary>A text from another process, shortened and without control characters, so that it cannot forge or flood a log line.</summary>
    public static string Shown(string text)
    {
        var cut = text.Length > MostShown ? text.AsSpan(0, MostShown) : text;
        return string.Create(cut.Length, cut, static (shown, source) =>
        {
            for (var i = 0; i < shown.Length; i++)
                shown[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
        });
    }
}
