namespace ActorInput.Actors.Sessions;

/// <summary>Makes sessions. A node has one factory, which owns what its sessions share: connections and buffers. Thread-safe.</summary>
public interface IEmulatorSessionFactory
{
    /// <summary>Makes a session with the game at this address. It is not open yet.</summary>
    /// <param name="address">Address of the game, with its path; http or https.</param>
    /// <param name="options">Limits and times.</param>
    IEmulatorSession Create(Uri address, SessionOptions options);
}
