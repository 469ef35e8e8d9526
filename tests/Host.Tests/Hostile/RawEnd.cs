namespace ActorInput.Host.Tests.Hostile;

/// <summary>How a caller ends its request.</summary>
internal enum RawEnd
{
    /// <summary>It keeps the connection open and waits for the answer.</summary>
    Wait,

    /// <summary>It keeps the connection open and waits only briefly: its bytes may not be a whole request, and then no answer comes.</summary>
    WaitBriefly,

    /// <summary>It sends no more, and reads the answer.</summary>
    Finish,

    /// <summary>It cuts the connection.</summary>
    Reset,
}
