using ActorInput.Contracts.Emulators;
using Google.Protobuf;

namespace ActorInput.Contracts.Wire;

/// <summary>The cartridge and core of a saved state, on the wire.</summary>
internal static class IdentityWire
{
    public static Proto.GameIdentity Write(GameIdentity identity) => new()
    {
        CartridgeSha256 = ByteString.CopyFrom(Convert.FromHexString(identity.CartridgeSha256)),
        Core = identity.Core,
        CoreVersion = identity.CoreVersion,
    };

    public static GameIdentity Read(Proto.GameIdentity wire)
    {
        var identity = new GameIdentity(Convert.ToHexStringLower(wire.CartridgeSha256.Span), wire.Core, wire.CoreVersion);
        return identity.IsValid
            ? identity
            : throw new WireFormatException(WireText.Shown(
                $"identity is '{identity}'; a cartridge's SHA-256 and a core's name and version of 1 to {GameIdentity.MaxNameLength} characters are allowed."));
    }
}
