namespace ActorInput.Actors.Lane;

/// <summary>
/// The kind of a frame; its first byte. Frames from <see cref="Request"/> on are numbered, kept until acknowledged and sent again when a carrier is
/// lost.
/// </summary>
internal enum LaneFrameKind : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The first of a client on a carrier.</summary>
    Hello = 1,

    /// <summary>The first of a server on a carrier.</summary>
    Welcome = 2,

    /// <summary>The number up to which all numbered frames have arrived (int64).</summary>
    Ack = 3,

    /// <summary>A message: the slot of its answer (int32), manifest, Protobuf.</summary>
    Request = 4,

    /// <summary>Its answer: the same.</summary>
    Reply = 5,

    /// <summary>The sender no longer waits for the answer of this slot (int32).</summary>
    SenderGone = 6,

    /// <summary>Instead of an answer: the slot (int32), a <see cref="LaneRefusal"/>, a text in UTF-8.</summary>
    Refused = 7,
}
