namespace ActorInput.Actors.Lane;

/// <summary>A server's decision about a hello. The numbers are the wire's.</summary>
internal enum LaneVerdict : byte
{
    /// <summary>The session goes on, or begins.</summary>
    Welcome = 1,

    /// <summary>The client's session is not known to this server, or no longer.</summary>
    Forgotten = 2,

    /// <summary>The client looks for another process.</summary>
    WrongNode = 3,
}
