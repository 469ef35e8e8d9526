using Google.Protobuf;

namespace ActorInput.Contracts.Wire;

/// <summary>A message that is ready to be written; made by <see cref="WireFormat.Prepare"/>.</summary>
public readonly struct PreparedMessage
{
    private readonly IMessage _wire;

    internal PreparedMessage(string manifest, int size, IMessage wire)
    {
        Manifest = manifest;
        Size = size;
        _wire = wire;
    }

    /// <summary>Identifies the kind of message, in two or three ASCII characters.</summary>
    public string Manifest { get; }

    /// <summary>How many bytes it has.</summary>
    public int Size { get; }

    /// <summary>Writes the message.</summary>
    /// <param name="bytes">Room of exactly <see cref="Size"/> bytes.</param>
    public void WriteTo(Span<byte> bytes) => _wire.WriteTo(bytes);
}
