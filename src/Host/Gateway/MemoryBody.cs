using System.Text.Json.Serialization;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>Bytes of a game's memory.</summary>
/// <param name="Address">First address, for example <c>0xC100</c>.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Hex">The bytes, two lower-case digits each.</param>
/// <param name="Bank">The bank that was asked for; absent when none was.</param>
internal sealed record MemoryBody(
    string Address, int Length, string Hex, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Bank)
{
    public static MemoryBody From(MemoryReply memory) =>
        new($"0x{memory.Address:X4}", memory.Bytes.Length, Convert.ToHexStringLower(memory.Bytes.Span), memory.Bank);
}
