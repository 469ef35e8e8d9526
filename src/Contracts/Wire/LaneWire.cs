using ActorInput.Contracts.Messages;
using Google.Protobuf;

namespace ActorInput.Contracts.Wire;

/// <summary>A lane's frames in a message. Bytes are wrapped, not copied: a message is immutable once it was sent.</summary>
internal static class LaneWire
{
    public static Proto.LaneFrames Write(LaneFrames message) => new()
    {
        Session = message.Session,
        Attempt = message.Attempt,
        FromServer = message.FromServer,
        First = message.First,
        Frames = UnsafeByteOperations.UnsafeWrap(message.Frames),
    };

    public static LaneFrames Read(Proto.LaneFrames wire) => new(wire.Session, wire.Attempt, wire.FromServer, wire.First, wire.Frames.Memory);
}
