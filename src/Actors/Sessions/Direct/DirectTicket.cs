using ActorInput.Contracts.Inputs;

namespace ActorInput.Actors.Sessions.Direct;

/// <summary>Inputs for a server of the direct dialect, one request each.</summary>
internal sealed class DirectTicket(IReadOnlyList<InputSequence> inputs) : SendTicket(inputs)
{
    /// <summary>Index of the next input to send.</summary>
    public int Next { get; set; }

    /// <summary>Whether that input was sent and not answered.</summary>
    public bool IsOpen { get; set; }
}
