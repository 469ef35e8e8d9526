using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Messages;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>The body of <c>PUT /memory</c>.</summary>
internal sealed record MemoryWriteRequest
{
    /// <summary>The first address.</summary>
    public required MemoryAddress Address { get; init; }

    /// <summary>The bytes.</summary>
    public required HexBytes Hex { get; init; }

    /// <summary>The bank of a switched address; absent, the one that the game has switched in.</summary>
    [Range(0, MemoryRange.MostBank)]
    public int? Bank { get; init; }

    /// <summary>The write.</summary>
    /// <exception cref="Problems.ProblemException">It goes beyond the address space, or beyond its bank.</exception>
    public GameWrite ToWrite() => GameWrite.Memory(MemoryRange.Of(Address.Value, Hex.Bytes.Length, Bank).Address, Hex.Bytes, Bank);
}
