namespace ActorInput.Host.Tests.Hostile;

/// <summary>How a caller ends what it sends.</summary>
internal enum RawEnd
{
    /// <summary>Not at all: it waits for the answer.</summary>
    Wait,

    /// <summary>Not at all, and it has little patience: what it sent may be no whole request, for which nobody answers.</summary>
    WaitBriefly,

    /// <summary>It sends no more, and reads the answer.</summary>
    Finish,

    /// <summary>It cuts the connection.</summary>
    Reset,
}
