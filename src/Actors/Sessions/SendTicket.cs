using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Sessions;

/// <summary>
/// A request with inputs or with one write, and its result. Made by <see cref="IEmulatorSession.Prepare(IReadOnlyList{InputSequence})"/>, sent once.
/// Used by one caller at a time.
/// </summary>
public class SendTicket
{
    /// <summary>The value in <see cref="Applied"/> for an input whose result cannot be known.</summary>
    public const int NotKnown = -1;

    /// <summary>The input by which a write counts in steps and frames: one step of one frame.</summary>
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

    /// <summary>The write; null for a request with inputs.</summary>
    public GameWrite? Write { get; }

    /// <summary>For a write that was applied, the SHA-256 of the state just after it in lower-case hex; null if the server does not give it.</summary>
    public string? StateHash { get; set; }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<InputSequence> Inputs { get; }

    /// <summary>
    /// The ids of the inputs, one for each; null if none has an id. Only a server that remembers ids for the next owner
    /// (<see cref="IEmulatorSession.GetRecentAsync"/>) gets them.
    /// </summary>
    public IReadOnlyList<SentId>? Ids { get; set; }

    /// <summary>How many steps of each input were applied, or <see cref="NotKnown"/>. It is valid after the request was answered or resolved.</summary>
    public int[] Applied { get; }

    /// <summary>True if the server described the game once for all inputs together.</summary>
    public bool SharesState { get; set; }

    /// <summary>What went wrong; null if nothing did.</summary>
    public SessionFailure? Failure { get; set; }
}
