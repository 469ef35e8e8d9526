namespace ActorInput.Actors.Lane;

/// <summary>Why a server has no answer to a request. The numbers are the wire's.</summary>
internal enum LaneRefusal : byte
{
    /// <summary>The request could not be read, and nothing was done.</summary>
    Unreadable = 1,

    /// <summary>Too many bytes wait to be sent to this client, so a large answer was dropped.</summary>
    TooMuch = 2,

    /// <summary>The answer could not be written or read: the request may have been carried out.</summary>
    NoAnswer = 3,
}
