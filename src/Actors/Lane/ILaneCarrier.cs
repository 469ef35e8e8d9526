namespace ActorInput.Actors.Lane;

/// <summary>Carries a session's bytes to the other node until it ends. A session may use several carriers, one after another.</summary>
internal interface ILaneCarrier
{
    /// <summary>True for a connection: frames arrive until it breaks, and the break is visible. False for a carrier that can lose single frames.</summary>
    bool IsConnection { get; }

    /// <summary>
    /// Sends whole frames. One call at a time. Throws <see cref="IOException"/> or <see cref="ObjectDisposedException"/> on
    /// failure.
    /// </summary>
    /// <param name="first">The number of the first numbered frame.</param>
    /// <param name="bytes">The frames; not changed afterwards.</param>
    ValueTask WriteAsync(long first, ReadOnlyMemory<byte> bytes);

    /// <summary>Ends the carrier at once. May be called from any thread, any number of times.</summary>
    void Abort();
}
