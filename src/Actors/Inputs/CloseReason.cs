namespace ActorInput.Actors.Inputs;

/// <summary>Why a batch was sent when it was. The names are the values of the metric's tag <c>reason</c>, in lower case.</summary>
public enum CloseReason
{
    /// <summary>Inputs came slowly: the input was sent at once, alone.</summary>
    Alone,

    /// <summary>It had as many inputs as a batch may have.</summary>
    Size,

    /// <summary>Its window, from its first input, had passed.</summary>
    Window,

    /// <summary>Inputs came quickly, but no other input was expected within its window.</summary>
    Predicted,

    /// <summary>The request before it returned.</summary>
    Released,

    /// <summary>An agent sent it as a batch.</summary>
    Batch,
}
