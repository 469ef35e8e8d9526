namespace ActorInput.Actors.Lane;

/// <summary>A group of frames that go out together; kept until all of them are acknowledged.</summary>
/// <param name="size">Room, bytes.</param>
/// <param name="first">The number that its first numbered frame has, or would have.</param>
internal sealed class LaneChunk(int size, long first)
{
    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(size);

    public long First { get; } = first;

    /// <summary>The number of its last numbered frame; one less than <see cref="First"/> while it has none.</summary>
    public long Last { get; set; } = first - 1;

    /// <summary>Bytes written.</summary>
    public int Count { get; set; }

    public LaneChunk? Next { get; set; }
}
