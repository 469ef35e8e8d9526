using ActorInput.Contracts.Inputs;

namespace ActorInput.Actors.Sessions;

/// <summary>
/// One request with inputs, and what is known of it. Made by <see cref="IEmulatorSession.Prepare"/>, sent once. Used by one caller at a time.
/// </summary>
public class SendTicket
{
    /// <summary>What <see cref="Applied"/> says of an input whose fate cannot be known.</summary>
    public const int NotKnown = -1;

    /// <summary>A ticket for inputs in the order in which they are to be applied.</summary>
    public SendTicket(IReadOnlyList<InputSequence> inputs)
    {
        Inputs = inputs;
        Applied = new int[inputs.Count];
    }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<InputSequence> Inputs { get; }

    /// <summary>
    /// The ids of the inputs, one for each; null when none has one. A server that remembers them tells the next owner
    /// (<see cref="IEmulatorSession.GetRecentAsync"/>); others are not told.
    /// </summary>
    public IReadOnlyList<SentId>? Ids { get; set; }

    /// <summary>How many steps of each input were applied, or <see cref="NotKnown"/>; means something once the request was answered or resolved.</summary>
    public int[] Applied { get; }

    /// <summary>True when the server told of the game once for all inputs together.</summary>
    public bool SharesState { get; set; }

    /// <summary>What went wrong, where something did.</summary>
    public SessionFailure? Failure { get; set; }
}
