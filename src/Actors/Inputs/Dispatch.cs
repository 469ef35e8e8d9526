using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Inputs;

/// <summary>What leaves the queue at one time: inputs, or one command; with the items that had expired when their turn came.</summary>
internal sealed class Dispatch
{
    private static readonly List<QueuedInput> None = [];

    private Dispatch(List<QueuedInput> inputs, List<QueuedInput>? expired, QueuedCommand? command, CloseReason reason)
    {
        Inputs = inputs;
        Expired = expired ?? None;
        Command = command;
        Reason = reason;
    }

    /// <summary>The inputs to send, in order; empty for a command, or when all had expired.</summary>
    public List<QueuedInput> Inputs { get; }

    /// <summary>The expired items, which are not sent.</summary>
    public List<QueuedInput> Expired { get; }

    public QueuedCommand? Command { get; }

    public DispatchMode Mode => Inputs.Count > 0 ? Inputs[0].Mode : DispatchMode.Coalesced;

    public CloseReason Reason { get; }

    /// <summary>The result; null until it has returned.</summary>
    public DispatchDone? Done { get; set; }

    public static Dispatch Of(List<QueuedInput> inputs, List<QueuedInput>? expired, CloseReason reason) => new(inputs, expired, null, reason);

    public static Dispatch Of(QueuedCommand command) => new(None, null, command, CloseReason.Alone);
}
