namespace ActorInput.Actors.Lane;

/// <summary>What a server makes of a hello. The numbers are the wire's.</summary>
internal enum LaneVerdict : byte
{
    /// <summary>The session goes on, or begins.</summary>
    Welcome = 1,

    /// <summary>The client has had a session that this server does not know (any more).</summary>
    Forgotten = 2,

    /// <summary>The client looks for another process.</summary>
    WrongNode = 3,
}
