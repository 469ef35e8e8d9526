using System.Security.Cryptography;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>Runs executions over one session: start, inputs, observations, in one piece.</summary>
/// <param name="session">The session.</param>
/// <param name="queue">Says whether inputs go one by one.</param>
/// <param name="sender">Sends the inputs.</param>
/// <param name="commands">Sets the game to the start of the execution.</param>
/// <param name="retries">How often one input may be sent again.</param>
/// <param name="sessionNumber">The session's number.</param>
/// <param name="cancellation">The session is closed.</param>
internal sealed class ExecutionRunner(
    IEmulatorSession session, InputQueue queue, InputSender sender, GameCommands commands, int retries, int sessionNumber, CancellationToken cancellation)
{
    private static readonly SessionFailure NotSent = new(ReplyCode.ServerError, "It was not sent, because an earlier input failed.");

    /// <summary>Runs the execution to its end. Never faults.</summary>
    public async Task<DispatchDone> RunAsync(Dispatch dispatch, QueuedExecution execution)
    {
        var progress = new ExecutionProgress(execution);
        BatchObservations? seen = null;
        try
        {
            if (await BeginAsync(execution, progress))
            {
                await PressAsync(execution, progress);
                if (progress.Stopped is null && progress.Failure is null)
                    seen = await ObserveAsync(execution.Run, progress);
            }
        }
        catch (Exception fault)
        {
            progress.Lose(new SessionFailure(
                cancellation.IsCancellationRequested ? ReplyCode.ShuttingDown : ReplyCode.ServerError, $"The request failed: {fault.Message}"));
        }

        return new DispatchDone(sessionNumber, dispatch, [])
        {
            Execution = progress.End(NotSent) with { Observations = seen },
            Failure = progress.RequestFailure,
            SessionLost = progress.SessionLost,
            SharesState = progress.SharesState,
        };
    }

    /// <summary>True when the game was set to the start of the execution.</summary>
    private async Task<bool> BeginAsync(QueuedExecution execution, ExecutionProgress progress)
    {
        var now = queue.Time.GetTimestamp();
        if (execution.StopReason(now, queue.Time) is { } stop)
        {
            progress.Stopped = stop;
        }
        else if (execution.IsExpired(now, queue.Time))
        {
            progress.Failure = new SessionFailure(
                ReplyCode.DeadlinePassed, $"It waited longer than its deadline of {execution.Run.Terms.Deadline?.TotalMilliseconds} ms.");
        }
        else
        {
            RefuseUnsupported(execution, progress);
        }

        if (progress.Stopped is not null || progress.Failure is not null)
            return false;
        if (execution.Run.Start is { } start)
        {
            progress.Start = StartFate.Unknown; // Until it returns, or if it is given up.
            var (failure, began) = await commands.StartFromAsync(start);
            progress.Failure = failure;
            progress.Start = failure is null ? StartFate.Done : began ? StartFate.Unknown : StartFate.NotDone;
            if (failure is not null && began)
                progress.Fault(failure, isLost: true); // The game's state is not known.
        }

        progress.Began = progress.Failure is null;
        return progress.Began;
    }

    /// <summary>Checks all inputs before the game is touched: all of them are sent, or none.</summary>
    private void RefuseUnsupported(QueuedExecution execution, ExecutionProgress progress)
    {
        foreach (var item in execution.Items)
        {
            if (session.FirstUnsupported(item.Input) is not { } token)
                continue;
            progress.Failure = new SessionFailure(
                ReplyCode.NotSupported, $"'{token}' is not something that the {session.Info.Dialect} dialect of {session.Address} can do.");
            return;
        }
    }

    /// <summary>
    /// Sends the inputs as the mode says; inputs that failed and may be sent again go alone. Stops at the first input that is not applied, because
    /// the inputs after it would do something else.
    /// </summary>
    private async Task PressAsync(QueuedExecution execution, ExecutionProgress progress)
    {
        var alone = execution.Run.Mode == DispatchMode.Sequential || queue.OneByOne;
        while (progress.Next < execution.Items.Length && progress.Failure is null)
        {
            if (execution.StopReason(queue.Time.GetTimestamp(), queue.Time) is { } stop)
            {
                progress.Stopped = stop;
                return;
            }

            var from = progress.Next;
            var group = execution.Items[from..(alone || progress.Retries > 0 ? from + 1 : execution.Items.Length)];
            progress.InFlight = group.Length;
            var sent = await sender.SendAsync(Dispatch.Of([.. group], null, CloseReason.Batch));
            progress.Take(sent, retries);
        }
    }

    private async Task<BatchObservations?> ObserveAsync(RunBatch run, ExecutionProgress progress)
    {
        var wanted = run.Observe;
        if (wanted.IsNothing)
            return null;
        var memory = new List<MemoryReply>();
        foreach (var range in wanted.Memory)
        {
            if (progress.Value(await session.ReadMemoryAsync(range, cancellation)) is not { } bytes)
                return null;
            memory.Add(new MemoryReply(run.Emulator, range.Address, bytes) { Bank = range.Bank });
        }

        byte[]? picture = [];
        if (wanted.Picture && (picture = progress.Value(await session.GetScreenAsync(cancellation))) is null)
            return null;
        string? hash = null;
        if (wanted.StateHash && (hash = await HashAsync(progress)) is null)
            return null;
        return new BatchObservations { Memory = [.. memory], Picture = picture, StateHash = hash };
    }

    /// <summary>The hash that the server gives; otherwise that of the savestate.</summary>
    private async Task<string?> HashAsync(ExecutionProgress progress)
    {
        if (progress.Value(await session.GetStateAsync(cancellation)) is not { } state)
            return null;
        if (state.StateHash is not null)
            return state.StateHash;
        return progress.Value(await session.SaveStateAsync(cancellation)) is { } saved ? Convert.ToHexStringLower(SHA256.HashData(saved)) : null;
    }
}
