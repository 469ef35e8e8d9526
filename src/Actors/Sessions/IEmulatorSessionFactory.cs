namespace ActorInput.Actors.Sessions;

/// <summary>Opens sessions. A node has one factory, which owns what its sessions share: connections and buffers. Thread-safe.</summary>
public interface IEmulatorSessionFactory
{
    /// <summary>
    /// Opens a session: finds out what the server can do, and takes the game over if the server knows epochs, so that requests of earlier owners are
    /// refused from now on. Starts a game if the dialect needs that and none is running; a running game goes on.
    /// </summary>
    /// <param name="address">Address of the game, with its path; http or https.</param>
    /// <param name="options">Limits and times.</param>
    /// <param name="atLeastEpoch">The epoch must be at least this.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<SessionResult<IEmulatorSession>> OpenAsync(Uri address, SessionOptions options, long atLeastEpoch, CancellationToken cancellation);
}
