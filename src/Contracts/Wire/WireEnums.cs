using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Wire;

/// <summary>
/// C#'s enums and the wire's. Two lists of numbers, so that reordering one in C# cannot change what older nodes read. A number that is
/// not known is refused: a guess at what a newer node meant could turn "not applied" into "applied".
/// </summary>
internal static class WireEnums
{
    public static Proto.Priority Write(InputPriority value) => value switch
    {
        InputPriority.Interactive => Proto.Priority.Unspecified,
        InputPriority.Bulk => Proto.Priority.Bulk,
        _ => throw Unwritable(value),
    };

    public static InputPriority Read(Proto.Priority value) => value switch
    {
        Proto.Priority.Unspecified or Proto.Priority.Interactive => InputPriority.Interactive,
        Proto.Priority.Bulk => InputPriority.Bulk,
        _ => throw Unknown("priority", (int)value),
    };

    public static Proto.Mode Write(DispatchMode value) => value switch
    {
        DispatchMode.Coalesced => Proto.Mode.Unspecified,
        DispatchMode.Concurrent => Proto.Mode.Concurrent,
        DispatchMode.Sequential => Proto.Mode.Sequential,
        _ => throw Unwritable(value),
    };

    public static DispatchMode Read(Proto.Mode value) => value switch
    {
        Proto.Mode.Unspecified or Proto.Mode.Coalesced => DispatchMode.Coalesced,
        Proto.Mode.Concurrent => DispatchMode.Concurrent,
        Proto.Mode.Sequential => DispatchMode.Sequential,
        _ => throw Unknown("mode", (int)value),
    };

    public static Proto.Outcome Write(InputOutcome value) => value switch
    {
        InputOutcome.Applied => Proto.Outcome.Applied,
        InputOutcome.Partial => Proto.Outcome.Partial,
        InputOutcome.NotApplied => Proto.Outcome.NotApplied,
        InputOutcome.Unknown => Proto.Outcome.Unknown,
        InputOutcome.Expired => Proto.Outcome.Expired,
        InputOutcome.Overloaded => Proto.Outcome.Overloaded,
        InputOutcome.NotSupported => Proto.Outcome.NotSupported,
        InputOutcome.Quarantined => Proto.Outcome.Quarantined,
        InputOutcome.NoCapacity => Proto.Outcome.NoCapacity,
        _ => throw Unwritable(value),
    };

    public static InputOutcome Read(Proto.Outcome value) => value switch
    {
        Proto.Outcome.Applied => InputOutcome.Applied,
        Proto.Outcome.Partial => InputOutcome.Partial,
        Proto.Outcome.NotApplied => InputOutcome.NotApplied,
        Proto.Outcome.Unknown => InputOutcome.Unknown,
        Proto.Outcome.Expired => InputOutcome.Expired,
        Proto.Outcome.Overloaded => InputOutcome.Overloaded,
        Proto.Outcome.NotSupported => InputOutcome.NotSupported,
        Proto.Outcome.Quarantined => InputOutcome.Quarantined,
        Proto.Outcome.NoCapacity => InputOutcome.NoCapacity,
        _ => throw Unknown("outcome", (int)value),
    };

    public static Proto.Code Write(ReplyCode value) => value switch
    {
        ReplyCode.None => Proto.Code.Unspecified,
        ReplyCode.InvalidRequest => Proto.Code.InvalidRequest,
        ReplyCode.InputIdReused => Proto.Code.InputIdReused,
        ReplyCode.UnknownEmulator => Proto.Code.UnknownEmulator,
        ReplyCode.QueueFull => Proto.Code.QueueFull,
        ReplyCode.DeadlinePassed => Proto.Code.DeadlinePassed,
        ReplyCode.SenderGone => Proto.Code.SenderGone,
        ReplyCode.NotSupported => Proto.Code.NotSupported,
        ReplyCode.ServerUnreachable => Proto.Code.ServerUnreachable,
        ReplyCode.ServerError => Proto.Code.ServerError,
        ReplyCode.ServerTimeout => Proto.Code.ServerTimeout,
        ReplyCode.SessionEnded => Proto.Code.SessionEnded,
        ReplyCode.StaleEpoch => Proto.Code.StaleEpoch,
        ReplyCode.Uncertain => Proto.Code.Uncertain,
        ReplyCode.Quarantined => Proto.Code.Quarantined,
        ReplyCode.NoCapacity => Proto.Code.NoCapacity,
        ReplyCode.ShuttingDown => Proto.Code.ShuttingDown,
        ReplyCode.Moved => Proto.Code.Moved,
        ReplyCode.Leased => Proto.Code.Leased,
        ReplyCode.StaleLease => Proto.Code.StaleLease,
        ReplyCode.WaitTimedOut => Proto.Code.WaitTimedOut,
        ReplyCode.UnknownCheckpoint => Proto.Code.UnknownCheckpoint,
        ReplyCode.Cancelled => Proto.Code.Cancelled,
        ReplyCode.NodeUnreachable => Proto.Code.NodeUnreachable,
        ReplyCode.ForeignState => Proto.Code.ForeignState,
        ReplyCode.UnknownCartridge => Proto.Code.UnknownCartridge,
        ReplyCode.NodeFault => Proto.Code.NodeFault,
        ReplyCode.GameLost => Proto.Code.GameLost,
        _ => throw Unwritable(value),
    };

    public static ReplyCode Read(Proto.Code value) => value switch
    {
        Proto.Code.Unspecified => ReplyCode.None,
        Proto.Code.InvalidRequest => ReplyCode.InvalidRequest,
        Proto.Code.InputIdReused => ReplyCode.InputIdReused,
        Proto.Code.UnknownEmulator => ReplyCode.UnknownEmulator,
        Proto.Code.QueueFull => ReplyCode.QueueFull,
        Proto.Code.DeadlinePassed => ReplyCode.DeadlinePassed,
        Proto.Code.SenderGone => ReplyCode.SenderGone,
        Proto.Code.NotSupported => ReplyCode.NotSupported,
        Proto.Code.ServerUnreachable => ReplyCode.ServerUnreachable,
        Proto.Code.ServerError => ReplyCode.ServerError,
        Proto.Code.ServerTimeout => ReplyCode.ServerTimeout,
        Proto.Code.SessionEnded => ReplyCode.SessionEnded,
        Proto.Code.StaleEpoch => ReplyCode.StaleEpoch,
        Proto.Code.Uncertain => ReplyCode.Uncertain,
        Proto.Code.Quarantined => ReplyCode.Quarantined,
        Proto.Code.NoCapacity => ReplyCode.NoCapacity,
        Proto.Code.ShuttingDown => ReplyCode.ShuttingDown,
        Proto.Code.Moved => ReplyCode.Moved,
        Proto.Code.Leased => ReplyCode.Leased,
        Proto.Code.StaleLease => ReplyCode.StaleLease,
        Proto.Code.WaitTimedOut => ReplyCode.WaitTimedOut,
        Proto.Code.UnknownCheckpoint => ReplyCode.UnknownCheckpoint,
        Proto.Code.Cancelled => ReplyCode.Cancelled,
        Proto.Code.NodeUnreachable => ReplyCode.NodeUnreachable,
        Proto.Code.ForeignState => ReplyCode.ForeignState,
        Proto.Code.UnknownCartridge => ReplyCode.UnknownCartridge,
        Proto.Code.NodeFault => ReplyCode.NodeFault,
        Proto.Code.GameLost => ReplyCode.GameLost,
        _ => throw Unknown("code", (int)value),
    };

    public static Proto.State Write(EmulatorState value) => value switch
    {
        EmulatorState.Starting => Proto.State.Starting,
        EmulatorState.Ready => Proto.State.Ready,
        EmulatorState.Sequential => Proto.State.Sequential,
        EmulatorState.Recovering => Proto.State.Recovering,
        EmulatorState.Uncertain => Proto.State.Uncertain,
        EmulatorState.Quarantined => Proto.State.Quarantined,
        EmulatorState.Stopped => Proto.State.Stopped,
        _ => throw Unwritable(value),
    };

    public static EmulatorState Read(Proto.State value) => value switch
    {
        Proto.State.Starting => EmulatorState.Starting,
        Proto.State.Ready => EmulatorState.Ready,
        Proto.State.Sequential => EmulatorState.Sequential,
        Proto.State.Recovering => EmulatorState.Recovering,
        Proto.State.Uncertain => EmulatorState.Uncertain,
        Proto.State.Quarantined => EmulatorState.Quarantined,
        Proto.State.Stopped => EmulatorState.Stopped,
        _ => throw Unknown("state", (int)value),
    };

    public static Proto.Ended Write(ExecutionStatus value) => value switch
    {
        ExecutionStatus.Succeeded => Proto.Ended.Succeeded,
        ExecutionStatus.Failed => Proto.Ended.Failed,
        ExecutionStatus.TimedOut => Proto.Ended.TimedOut,
        ExecutionStatus.Cancelled => Proto.Ended.Cancelled,
        _ => throw Unwritable(value),
    };

    public static ExecutionStatus Read(Proto.Ended value) => value switch
    {
        Proto.Ended.Succeeded => ExecutionStatus.Succeeded,
        Proto.Ended.Failed => ExecutionStatus.Failed,
        Proto.Ended.TimedOut => ExecutionStatus.TimedOut,
        Proto.Ended.Cancelled => ExecutionStatus.Cancelled,
        _ => throw Unknown("status", (int)value),
    };

    public static Proto.StartFate Write(StartFate value) => value switch
    {
        StartFate.NotAsked => Proto.StartFate.NotAsked,
        StartFate.NotDone => Proto.StartFate.NotDone,
        StartFate.Done => Proto.StartFate.Done,
        StartFate.Unknown => Proto.StartFate.Unknown,
        _ => throw Unwritable(value),
    };

    public static StartFate Read(Proto.StartFate value) => value switch
    {
        Proto.StartFate.NotAsked => StartFate.NotAsked,
        Proto.StartFate.NotDone => StartFate.NotDone,
        Proto.StartFate.Done => StartFate.Done,
        Proto.StartFate.Unknown => StartFate.Unknown,
        _ => throw Unknown("start", (int)value),
    };

    private static WireFormatException Unwritable<TEnum>(TEnum value)
        where TEnum : struct, Enum => new($"{typeof(TEnum).Name} {value} has no number in the wire format.");

    private static WireFormatException Unknown(string field, int value) => value == 0
        ? new WireFormatException($"{field} is missing.")
        : new WireFormatException($"{field} is {value}, which this version does not know.");
}
