using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Wire;

/// <summary>
/// The enums that cross the wire, each with the numbers of the wire format. The numbers are listed, not computed, so that reordering an enum in C#
/// cannot change what older nodes read.
/// </summary>
internal static class WireEnums
{
    public static readonly WireEnum<InputPriority, Proto.Priority> Priorities = new("priority",
    [
        (InputPriority.Interactive, Proto.Priority.Unspecified),
        (InputPriority.Interactive, Proto.Priority.Interactive),
        (InputPriority.Bulk, Proto.Priority.Bulk),
    ]);

    public static readonly WireEnum<DispatchMode, Proto.Mode> Modes = new("mode",
    [
        (DispatchMode.Coalesced, Proto.Mode.Unspecified),
        (DispatchMode.Coalesced, Proto.Mode.Coalesced),
        (DispatchMode.Concurrent, Proto.Mode.Concurrent),
        (DispatchMode.Sequential, Proto.Mode.Sequential),
    ]);

    public static readonly WireEnum<InputOutcome, Proto.Outcome> Outcomes = new("outcome",
    [
        (InputOutcome.Applied, Proto.Outcome.Applied),
        (InputOutcome.Partial, Proto.Outcome.Partial),
        (InputOutcome.NotApplied, Proto.Outcome.NotApplied),
        (InputOutcome.Unknown, Proto.Outcome.Unknown),
        (InputOutcome.Expired, Proto.Outcome.Expired),
        (InputOutcome.Overloaded, Proto.Outcome.Overloaded),
        (InputOutcome.NotSupported, Proto.Outcome.NotSupported),
        (InputOutcome.Quarantined, Proto.Outcome.Quarantined),
        (InputOutcome.NoCapacity, Proto.Outcome.NoCapacity),
    ]);

    public static readonly WireEnum<ReplyCode, Proto.Code> Codes = new("code",
    [
        (ReplyCode.None, Proto.Code.Unspecified),
        (ReplyCode.InvalidRequest, Proto.Code.InvalidRequest),
        (ReplyCode.InputIdReused, Proto.Code.InputIdReused),
        (ReplyCode.UnknownEmulator, Proto.Code.UnknownEmulator),
        (ReplyCode.QueueFull, Proto.Code.QueueFull),
        (ReplyCode.DeadlinePassed, Proto.Code.DeadlinePassed),
        (ReplyCode.SenderGone, Proto.Code.SenderGone),
        (ReplyCode.NotSupported, Proto.Code.NotSupported),
        (ReplyCode.ServerUnreachable, Proto.Code.ServerUnreachable),
        (ReplyCode.ServerError, Proto.Code.ServerError),
        (ReplyCode.ServerTimeout, Proto.Code.ServerTimeout),
        (ReplyCode.SessionEnded, Proto.Code.SessionEnded),
        (ReplyCode.StaleEpoch, Proto.Code.StaleEpoch),
        (ReplyCode.Uncertain, Proto.Code.Uncertain),
        (ReplyCode.Quarantined, Proto.Code.Quarantined),
        (ReplyCode.NoCapacity, Proto.Code.NoCapacity),
        (ReplyCode.ShuttingDown, Proto.Code.ShuttingDown),
        (ReplyCode.Moved, Proto.Code.Moved),
        (ReplyCode.Leased, Proto.Code.Leased),
        (ReplyCode.StaleLease, Proto.Code.StaleLease),
        (ReplyCode.WaitTimedOut, Proto.Code.WaitTimedOut),
        (ReplyCode.UnknownCheckpoint, Proto.Code.UnknownCheckpoint),
        (ReplyCode.Cancelled, Proto.Code.Cancelled),
        (ReplyCode.NodeUnreachable, Proto.Code.NodeUnreachable),
        (ReplyCode.ForeignState, Proto.Code.ForeignState),
        (ReplyCode.UnknownCartridge, Proto.Code.UnknownCartridge),
        (ReplyCode.NodeFault, Proto.Code.NodeFault),
        (ReplyCode.GameLost, Proto.Code.GameLost),
    ]);

    public static readonly WireEnum<EmulatorState, Proto.State> States = new("state",
    [
        (EmulatorState.Starting, Proto.State.Starting),
        (EmulatorState.Ready, Proto.State.Ready),
        (EmulatorState.Sequential, Proto.State.Sequential),
        (EmulatorState.Recovering, Proto.State.Recovering),
        (EmulatorState.Uncertain, Proto.State.Uncertain),
        (EmulatorState.Quarantined, Proto.State.Quarantined),
        (EmulatorState.Stopped, Proto.State.Stopped),
    ]);

    public static readonly WireEnum<ExecutionStatus, Proto.Ended> Endings = new("status",
    [
        (ExecutionStatus.Succeeded, Proto.Ended.Succeeded),
        (ExecutionStatus.Failed, Proto.Ended.Failed),
        (ExecutionStatus.TimedOut, Proto.Ended.TimedOut),
        (ExecutionStatus.Cancelled, Proto.Ended.Cancelled),
    ]);

    public static readonly WireEnum<StartFate, Proto.StartFate> StartFates = new("start",
    [
        (StartFate.NotAsked, Proto.StartFate.NotAsked),
        (StartFate.NotDone, Proto.StartFate.NotDone),
        (StartFate.Done, Proto.StartFate.Done),
        (StartFate.Unknown, Proto.StartFate.Unknown),
    ]);
}
