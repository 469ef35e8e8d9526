using System.ComponentModel;

namespace ActorInput.Host.Gateway;

/// <summary>Describes what is to be looked at when a batch has ended.</summary>
/// <param name="StateHash">The SHA-256 of the state.</param>
/// <param name="Memory">Memory, at most 16 ranges.</param>
/// <param name="Picture">The picture.</param>
internal sealed record ObserveRequest(
    bool? StateHash,
    [property: Description("Each 0xC100:16, or an object {\"address\":\"0xC100\",\"length\":16} with a bank if wanted; at most 16.")] IReadOnlyList<string>? Memory,
    bool? Picture);
