namespace ActorInput.Actors.Inputs;

/// <summary>Why a batch left the queue when it did. The names are the values of the metric's tag <c>reason</c>, in lower case.</summary>
public enum CloseReason
{
    /// <summary>Inputs came slowly: it left at once, without company.</summary>
    Alone,

    /// <summary>It had as many inputs as a batch may have.</summary>
    Size,

    /// <summary>Its window, from its first input, had passed.</summary>
    Window,

    /// <summary>Inputs came quickly, but nobody else was expected within its window.</summary>
    Predicted,

    /// <summary>The request before it returned.</summary>
    Released,

    /// <summary>An agent sent it as a batch.</summary>
    Batch,
}
