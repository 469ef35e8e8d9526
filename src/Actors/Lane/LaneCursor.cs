namespace ActorInput.Actors.Lane;

/// <summary>The position up to which a carrier has sent. It keeps its chunk alive, even if the chunk has been acknowledged meanwhile.</summary>
internal record struct LaneCursor
{
    public LaneChunk Chunk { get; set; }

    /// <summary>In the chunk, bytes.</summary>
    public int Offset { get; set; }

    /// <summary>The number of the next numbered frame.</summary>
    public long Number { get; set; }
}
