namespace ActorInput.Actors.Sessions;

/// <summary>Makes sessions. One for each node: what sessions share (connections, buffers) is its own. Thread-safe.</summary>
public interface IEmulatorSessionFactory
{
    /// <summary>A session with the game at this address, not yet open.</summary>
    /// <param name="address">Address of the game, with its path; http or https.</param>
    /// <param name="options">Limits and times.</param>
    IEmulatorSession Create(Uri address, SessionOptions options);
}
