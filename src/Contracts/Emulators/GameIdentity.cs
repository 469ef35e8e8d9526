using System.Buffers;

namespace ActorInput.Contracts.Emulators;

/// <summary>
/// The cartridge and core that a saved state belongs to. A state can be loaded only where cartridge, core and version are the same: another build of
/// a game gives the same bytes another meaning, and another core or version has another format.
/// </summary>
/// <param name="CartridgeSha256">SHA-256 of the cartridge's bytes, 64 digits of lower-case hex.</param>
/// <param name="Core">The core's name, for example <c>mGBA</c>.</param>
/// <param name="CoreVersion">The core's version, for example <c>0.10.1</c>.</param>
public sealed record GameIdentity(string CartridgeSha256, string Core, string CoreVersion)
{
    /// <summary>Digits of a cartridge's SHA-256 in hex.</summary>
    public const int HashDigits = 64;

    /// <summary>Most characters of a core's name and of its version.</summary>
    public const int MaxNameLength = 64;

    private const int ShownDigits = 12;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether all three are well formed. Values from another process are checked before they are kept.</summary>
    public bool IsValid => CartridgeSha256.Length == HashDigits && !CartridgeSha256.AsSpan().ContainsAnyExcept(HexDigits)
        && Core.Length is > 0 and <= MaxNameLength && CoreVersion.Length is > 0 and <= MaxNameLength;

    /// <summary>Why a state cannot be loaded into a game, for people; null when it can.</summary>
    /// <param name="state">The state as the subject of a sentence: <c>Checkpoint 'gate'</c>.</param>
    /// <param name="found">The identity that the state belongs to; null when that is not known.</param>
    /// <param name="wanted">The identity that the game's own states have.</param>
    public static string? ProblemOf(string state, GameIdentity? found, GameIdentity wanted) =>
        found == wanted ? null
        : found is null ? $"{state} does not say which cartridge and core it belongs to: it was saved by an earlier version, or on another kind of server. The game here is {wanted}."
        : $"{state} belongs to {found}; the game here is {wanted}.";

    /// <summary>For people: <c>cartridge 1f0a2b3c4d5e…, core mGBA 0.10.1</c>.</summary>
    public override string ToString() =>
        $"cartridge {(CartridgeSha256.Length > ShownDigits ? $"{CartridgeSha256.AsSpan(0, ShownDigits)}…" : CartridgeSha256)}, core {Core} {CoreVersion}";
}
