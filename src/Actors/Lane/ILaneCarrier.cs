namespace ActorInput.Actors.Lane;

/// <summary>Brings a session's bytes to the other node, as long as it lasts. Several may follow each other under one session.</summary>
internal interface ILaneCarrier
{
    /// <summary>Whether it is a connection that nothing is lost on until it breaks, and that is seen to break. Otherwise each write may be lost alone.</summary>
    bool IsConnection { get; }

    /// <summary>Sends whole frames. One call at a time. Fails by <see cref="IOException"/> or <see cref="ObjectDisposedException"/>.</summary>
    /// <param name="first">The number of the first numbered frame.</param>
    /// <param name="bytes">The frames; not changed afterwards.</param>
    ValueTask WriteAsync(long first, ReadOnlyMemory<byte> bytes);

    /// <summary>Ends it at once, from any thread, any number of times.</summary>
    void Abort();
}
