using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Sessions;

/// <summary>
/// One request with inputs or with one write, and what is known of it. Made by <see cref="IEmulatorSession.Prepare(IReadOnlyList{InputSequence})"/>, sent once. Used by one caller at a time.
/// </summary>
public class SendTicket
{
    /// <summary>What <see cref="Applied"/> says of an input whose fate cannot be known.</summary>
    public const int NotKnown = -1;

    /// <summary>Stands for a write where steps and frames are counted: one step, about as long as one frame.</summary>
    public static readonly InputSequence WriteStep = InputSequence.Parse("WAIT:1");

    private static readonly InputSequence[] WriteSteps = [WriteStep];

    /// <summary>A ticket for inputs in the order in which they are to be applied.</summary>
    public SendTicket(IReadOnlyList<InputSequence> inputs)
    {
        Inputs = inputs;
        Applied = new int[inputs.Count];
    }

    /// <summary>A ticket for a write, which counts as one input of one step.</summary>
    public SendTicket(GameWrite write)
        : this(WriteSteps) => Write = write;

    /// <summary>The write; null where it is inputs that are sent.</summary>
    public GameWrite? Write { get; }

    /// <summary>Of a write that was applied: SHA-256 of the state just after it, lower-case hex; null where the server does not tell.</summary>
    public string? StateHash { get; set; }

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
