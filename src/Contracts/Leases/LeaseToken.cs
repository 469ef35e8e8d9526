using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Leases;

/// <summary>
/// Proves that its holder has the lease: <c>{emulator}.{epoch}.{secret}</c>, the secret being 128 random bits as 22 characters of base64url.
/// Anybody who knows the text holds the lease, so <see cref="ToString"/> leaves the secret out. <see cref="Value"/> is the whole text.
/// </summary>
public sealed class LeaseToken : IEquatable<LeaseToken>
{
    /// <summary>Most characters of a token: those of an id, of the largest epoch and of a secret, and two dots.</summary>
    public const int MaxLength = EmulatorId.MaxLength + 1 + 19 + 1 + SecretLength;

    private const int SecretBytes = 16;
    private const int SecretLength = 22;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private LeaseToken(EmulatorId emulator, long epoch, string value) => (Emulator, Epoch, Value) = (emulator, epoch, value);

    /// <summary>What a token may be, as half a sentence for error texts.</summary>
    public static string Rule => "emulator.epoch.secret is allowed, with an emulator id, a number from 1 and 22 characters of base64url";

    /// <summary>The emulator that is leased.</summary>
    public EmulatorId Emulator { get; }

    /// <summary>Counts the leases of the emulator, from 1. Of two tokens the one with the lower epoch is stale.</summary>
    public long Epoch { get; }

    /// <summary>The whole text, with the secret: for <c>InputTerms.Lease</c> and for the wire, never for a log.</summary>
    public string Value { get; }

    /// <summary>A new token with a secret of its own.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is less than 1, or the emulator is the default, which names none.</exception>
    public static LeaseToken Create(EmulatorId emulator, long epoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(emulator, default);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return new LeaseToken(emulator, epoch, string.Create(CultureInfo.InvariantCulture, $"{emulator}.{epoch}.{secret}"));
    }

    /// <summary>Parses a token, from the right, because an id may have dots. False when the text breaks <see cref="Rule"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out LeaseToken? token)
    {
        token = null;
        if (text is null or { Length: > MaxLength })
            return false;
        var rest = text.AsSpan();
        var dot = rest.LastIndexOf('.');
        if (dot < 0 || !IsSecret(rest[(dot + 1)..]))
            return false;
        rest = rest[..dot];
        dot = rest.LastIndexOf('.');
        if (dot < 0
            || rest[(dot + 1)..].StartsWith('0')
            || !long.TryParse(rest[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            || !EmulatorId.TryParse(text[..dot], out var emulator))
        {
            return false;
        }

        token = new LeaseToken(emulator, epoch, text);
        return true;
    }

    /// <summary>Parses a token.</summary>
    /// <exception cref="FormatException">The text breaks <see cref="Rule"/>. The message does not repeat the text: it may hold a secret.</exception>
    public static LeaseToken Parse(string text) => TryParse(text, out var token)
        ? token
        : throw new FormatException($"The text of {text.Length} characters is not a lease token; {Rule}.");

    /// <inheritdoc/>
    public bool Equals(LeaseToken? other) => other is not null && string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LeaseToken);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Emulator and epoch, without the secret; safe to log.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Emulator}.{Epoch}.*");

    /// <summary>
    /// The last of the 22 characters carries two bits of the secret. Only these four characters are allowed, so that a secret has one
    /// spelling.
    /// </summary>
    private static bool IsSecret(ReadOnlySpan<char> text) =>
        text.Length == SecretLength && !text.ContainsAnyExcept(Alphabet) && text[^1] is ('A' or 'Q' or 'g' or 'w');
}
