namespace ActorInput.Emulation.Server.Requests;

/// <summary>Bytes that a caller wrote as hexadecimal digits; at least one.</summary>
/// <param name="Bytes">The bytes.</param>
internal readonly record struct HexBytes(byte[] Bytes);
