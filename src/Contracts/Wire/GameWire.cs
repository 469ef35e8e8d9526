using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Google.Protobuf;

namespace ActorInput.Contracts.Wire;

/// <summary>State, picture and memory of a game, on the wire. Bytes are wrapped, not copied: a message is immutable once it was sent.</summary>
internal static class GameWire
{
    public static Proto.ReadMemory Write(ReadMemory message)
    {
        var wire = new Proto.ReadMemory { Emulator = message.Emulator.Value, Address = message.Address, Length = message.Length };
        if (message.Bank is { } bank)
            wire.Bank = bank;
        return wire;
    }

    public static ReadMemory Read(Proto.ReadMemory wire) =>
        new(WireText.Emulator(wire.Emulator), wire.Address, wire.Length) { Bank = wire.HasBank ? wire.Bank : null };

    public static Proto.WriteGame Write(WriteGame message)
    {
        var wire = new Proto.WriteGame
        {
            Emulator = message.Emulator.Value,
            Terms = InputWire.Write(message.Terms),
            Bytes = UnsafeByteOperations.UnsafeWrap(message.Write.Bytes),
        };
        if (message.Write.Address is { } address)
            wire.Address = address;
        if (message.Write.Bank is { } bank)
            wire.Bank = bank;
        return wire;
    }

    public static WriteGame Read(Proto.WriteGame wire) => new(
        WireText.Emulator(wire.Emulator),
        wire.HasAddress ? GameWrite.Memory(wire.Address, wire.Bytes.Memory, wire.HasBank ? wire.Bank : null) : GameWrite.Battery(wire.Bytes.Memory),
        InputWire.Read(wire.Terms));

    public static Proto.BatteryReply Write(BatteryReply message) =>
        new() { Emulator = message.Emulator.Value, Bytes = UnsafeByteOperations.UnsafeWrap(message.Bytes) };

    public static BatteryReply Read(Proto.BatteryReply wire) => new(WireText.Emulator(wire.Emulator), wire.Bytes.Memory);

    public static Proto.ResetGame Write(ResetGame message)
    {
        var wire = new Proto.ResetGame { Emulator = message.Emulator.Value };
        if (message.Lease is not null)
            wire.Lease = message.Lease;
        return wire;
    }

    public static ResetGame Read(Proto.ResetGame wire) => new(WireText.Emulator(wire.Emulator)) { Lease = wire.HasLease ? wire.Lease : null };

    public static Proto.MemoryReply Write(MemoryReply message)
    {
        var wire = new Proto.MemoryReply
        {
            Emulator = message.Emulator.Value,
            Address = message.Address,
            Bytes = UnsafeByteOperations.UnsafeWrap(message.Bytes),
        };
        if (message.Bank is { } bank)
            wire.Bank = bank;
        return wire;
    }

    public static MemoryReply Read(Proto.MemoryReply wire) =>
        new(WireText.Emulator(wire.Emulator), wire.Address, wire.Bytes.Memory) { Bank = wire.HasBank ? wire.Bank : null };

    public static Proto.ScreenReply Write(ScreenReply message) =>
        new() { Emulator = message.Emulator.Value, Png = UnsafeByteOperations.UnsafeWrap(message.Png) };

    public static ScreenReply Read(Proto.ScreenReply wire) => new(WireText.Emulator(wire.Emulator), wire.Png.Memory);

    public static Proto.StateReply Write(StateReply message)
    {
        var wire = new Proto.StateReply { Emulator = message.Emulator.Value, Json = UnsafeByteOperations.UnsafeWrap(message.Json) };
        if (message.StateHash is not null)
            wire.StateHash = message.StateHash;
        return wire;
    }

    public static StateReply Read(Proto.StateReply wire) =>
        new(WireText.Emulator(wire.Emulator), wire.Json.Memory, wire.HasStateHash ? wire.StateHash : null);
}
