using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Messages;
using Google.Protobuf;

namespace ActorInput.Contracts.Wire;

/// <summary>Checkpoints on the wire. Their packed bytes are wrapped, not copied, and not checked here: unpacking checks them.</summary>
internal static class CheckpointWire
{
    private const int HashBytes = 32;

    public static Proto.Checkpoint Write(Checkpoint message) => new()
    {
        Info = Write(message.Info),
        Packed = UnsafeByteOperations.UnsafeWrap(message.Packed),
        Extra = UnsafeByteOperations.UnsafeWrap(message.Extra),
    };

    public static Checkpoint Read(Proto.Checkpoint wire)
    {
        if (wire.Packed.Length + wire.Extra.Length > Checkpoint.MaxBytes)
            throw new WireFormatException($"A checkpoint has {wire.Packed.Length} and {wire.Extra.Length} bytes; {Checkpoint.MaxBytes} are allowed.");
        return new Checkpoint(Read(wire.Info ?? throw new WireFormatException("info is missing.")), wire.Packed.Memory, wire.Extra.Memory);
    }

    public static Proto.PutCheckpoint Write(PutCheckpoint message) =>
        new() { Checkpoint = Write(message.Checkpoint), ThisNodeOnly = message.ThisNodeOnly };

    public static PutCheckpoint Read(Proto.PutCheckpoint wire) =>
        new(Read(wire.Checkpoint ?? throw new WireFormatException("checkpoint is missing."))) { ThisNodeOnly = wire.ThisNodeOnly };

    public static Proto.CheckpointQuery Write(GetCheckpoint message) => Query(message.Name, message.ThisNodeOnly);

    public static GetCheckpoint ReadGet(Proto.CheckpointQuery wire) => new(Name(wire.Name)) { ThisNodeOnly = wire.ThisNodeOnly };

    public static Proto.CheckpointQuery Write(DeleteCheckpoint message)
    {
        var wire = Query(message.Name, message.ThisNodeOnly);
        if (message.Unless is not null)
            wire.Unless = message.Unless;
        return wire;
    }

    public static DeleteCheckpoint ReadDelete(Proto.CheckpointQuery wire) =>
        new(Name(wire.Name)) { ThisNodeOnly = wire.ThisNodeOnly, Unless = wire.HasUnless ? wire.Unless : null };

    public static Proto.CheckpointQuery Write(ListCheckpoints message) => Query("", message.ThisNodeOnly);

    public static ListCheckpoints ReadList(Proto.CheckpointQuery wire) => new() { ThisNodeOnly = wire.ThisNodeOnly };

    public static Proto.CheckpointList Write(CheckpointList message)
    {
        var wire = new Proto.CheckpointList();
        wire.Checkpoints.AddRange(message.Checkpoints.Select(Write));
        return wire;
    }

    public static CheckpointList Read(Proto.CheckpointList wire) => new([.. wire.Checkpoints.Select(Read)]);

    public static Proto.CheckpointStored Write(CheckpointStored message) => new() { Name = message.Name, Copies = message.Copies };

    public static CheckpointStored Read(Proto.CheckpointStored wire) => new(wire.Name, wire.Copies);

    public static Proto.CheckpointCommand Write(SaveCheckpoint message)
    {
        var wire = new Proto.CheckpointCommand { Emulator = message.Emulator.Value };
        if (message.Name is not null)
            wire.Name = message.Name;
        return wire;
    }

    public static SaveCheckpoint ReadSave(Proto.CheckpointCommand wire) => new(WireText.Emulator(wire.Emulator), wire.HasName ? wire.Name : null);

    public static Proto.CheckpointCommand Write(LoadCheckpoint message)
    {
        var wire = new Proto.CheckpointCommand { Emulator = message.Emulator.Value, Name = message.Name };
        if (message.Lease is not null)
            wire.Lease = message.Lease;
        return wire;
    }

    public static LoadCheckpoint ReadLoad(Proto.CheckpointCommand wire) =>
        new(WireText.Emulator(wire.Emulator), wire.Name, wire.HasLease ? wire.Lease : null);

    public static Proto.CheckpointSaved Write(CheckpointSaved message) => new()
    {
        Emulator = message.Emulator.Value,
        Name = message.Name,
        StateHash = message.StateHash,
        Bytes = message.Bytes,
        Epoch = message.Epoch,
        Sequence = message.Sequence,
    };

    public static CheckpointSaved Read(Proto.CheckpointSaved wire) =>
        new(WireText.Emulator(wire.Emulator), wire.Name, wire.StateHash, wire.Bytes, wire.Epoch, wire.Sequence);

    private static Proto.CheckpointInfo Write(CheckpointInfo info)
    {
        var wire = new Proto.CheckpointInfo
        {
            Name = info.Name,
            Emulator = info.Emulator.Value,
            StateHash = ByteString.CopyFrom(Convert.FromHexString(info.StateHash)),
            StateBytes = info.StateBytes,
            Epoch = info.Epoch,
            Sequence = info.Sequence,
            CreatedAtUs = WireTime.WriteUtc(info.CreatedAt),
        };
        if (info.Cartridge is not null)
            wire.Cartridge = info.Cartridge;
        if (info.Identity is not null)
            wire.Identity = IdentityWire.Write(info.Identity);
        return wire;
    }

    private static CheckpointInfo Read(Proto.CheckpointInfo wire) =>
        new(Name(wire.Name), WireText.Emulator(wire.Emulator), Hash(wire.StateHash), wire.StateBytes)
        {
            Cartridge = wire.HasCartridge ? wire.Cartridge : null,
            Identity = wire.Identity is { } identity ? IdentityWire.Read(identity) : null,
            Epoch = wire.Epoch,
            Sequence = wire.Sequence,
            CreatedAt = WireTime.ReadUtc("createdAt", wire.CreatedAtUs),
        };

    private static string Hash(ByteString hash) => hash.Length == HashBytes
        ? Convert.ToHexStringLower(hash.Span)
        : throw new WireFormatException($"stateHash has {hash.Length} bytes; {HashBytes} are allowed.");

    /// <summary>The name becomes a file name, so only a valid one is accepted.</summary>
    private static string Name(string name) => CheckpointNames.Problem(name) is { } problem
        ? throw new WireFormatException(WireText.Shown(problem))
        : name;

    private static Proto.CheckpointQuery Query(string name, bool thisNodeOnly) => new() { Name = name, ThisNodeOnly = thisNodeOnly };
}
