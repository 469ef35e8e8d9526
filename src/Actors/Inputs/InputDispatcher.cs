using System.Diagnostics;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Polly;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Takes what leaves the queue to the emulator server, finds out what was applied when no answer came, and tells the actor. One dispatch at a
/// time: the stream calls it with a parallelism of one. Never throws: a fault here would end the stream and leave its callers waiting.
/// </summary>
/// <remarks>After a failure the queue is on hold before the actor is told, so that nothing is sent until the actor has decided.</remarks>
internal sealed partial class InputDispatcher(
    IEmulatorSession session,
    InputQueue queue,
    SessionOptions options,
    ResiliencePipeline<SendAttempt> retry,
    ActorInputMetrics metrics,
    FenceGate gate,
    IActorRef owner,
    int run,
    CancellationToken cancellation)
{
    private readonly int _concurrent = Math.Min(options.MaxConnections, options.MaxConnectionsPerHost);

    private TimeProvider Time => queue.Time;

    public async Task RunAsync(Dispatch dispatch)
    {
        DispatchDone done;
        try
        {
            done = dispatch.Command is QueuedExecution execution ? await ExecuteAsync(dispatch, execution)
                : dispatch.Command is { } command ? await ExecuteAsync(dispatch, command)
                : dispatch.Inputs.Count == 0 ? new DispatchDone(run, dispatch, [])
                : await SendAsync(dispatch);
        }
        catch (Exception fault)
        {
            var failure = new SessionFailure(
                cancellation.IsCancellationRequested ? ReplyCode.ShuttingDown : ReplyCode.ServerError, $"The request failed: {fault.Message}");
            var verdicts = new Verdict[dispatch.Inputs.Count];
            Array.Fill(verdicts, new Verdict(VerdictKind.Unknown, 0, failure));
            done = new DispatchDone(run, dispatch, verdicts)
            {
                Failure = failure,
                SessionLost = true,
                Answer = dispatch.Command is { } lost ? new RequestFailed(lost.Request.Emulator, failure.Code, failure.Detail) : null,
            };
        }

        if (done.Held && !cancellation.IsCancellationRequested)
            queue.Hold(); // Not once the session is closed: a newer one may send by now, and nobody would release it.
        dispatch.Done = done;
        queue.Returned(() => owner.Tell(done));
    }

    private async Task<DispatchDone> SendAsync(Dispatch dispatch)
    {
        var started = Time.GetTimestamp();
        MeasureQueue(dispatch, started);
        using var activity = StartActivity(dispatch);
        var verdicts = new Verdict[dispatch.Inputs.Count];
        var sent = RefuseUnsupported(dispatch.Inputs, verdicts);
        if (sent.Count == 0)
            return new DispatchDone(run, dispatch, verdicts);

        List<SendAttempt> attempts = dispatch.Mode == DispatchMode.Concurrent
            ? await SendSideBySideAsync(sent)
            : [await AttemptAsync(Prepare(sent))];
        var took = Time.GetElapsedTime(started);
        metrics.Requested(took);
        queue.Gauge.Measured(sent.Sum(static input => input.Frames), took);

        var lost = await ResolveAsync(attempts);
        return Judge(dispatch, verdicts, attempts, lost);
    }

    private void MeasureQueue(Dispatch dispatch, long now)
    {
        metrics.Sent(dispatch.Inputs.Count, dispatch.Reason);
        if (!metrics.MeasuresWaits)
            return;
        foreach (var input in dispatch.Inputs)
            metrics.Waited(Time.GetElapsedTime(input.AcceptedAt, now));
    }

    /// <summary>Puts the verdicts of what was sent beside those of what was not.</summary>
    private DispatchDone Judge(Dispatch dispatch, Verdict[] verdicts, List<SendAttempt> attempts, bool lost)
    {
        SessionFailure? failure = null;
        var sharesState = false;
        var next = 0;
        foreach (var (ticket, status) in attempts)
        {
            // Gathered inputs of several agents were refused together for what one of them asks: each goes alone to hear it for itself.
            var isGathered = ticket.Inputs.Count > 1 && dispatch.Inputs[0].Batch is null;
            var isRefused = status == SendStatus.NotSent && IsRefusal(ticket.Failure);
            sharesState |= ticket.SharesState;
            if (!isRefused || isGathered)
                failure ??= ticket.Failure; // One who asks for what cannot be done is told so; nothing is wrong with the emulator.
            lost |= status == SendStatus.NotSent && IsLost(ticket.Failure);
            for (var i = 0; i < ticket.Inputs.Count; i++, next++)
            {
                while (verdicts[next].Kind == VerdictKind.NotSupported)
                    next++;
                verdicts[next] = Judge(ticket, status, i, isRefused && !isGathered);
            }
        }

        return new DispatchDone(run, dispatch, verdicts) { Failure = failure, SessionLost = lost, SharesState = sharesState };
    }

    private static bool IsRefusal(SessionFailure? failure) => failure?.Code is ReplyCode.InvalidRequest or ReplyCode.NotSupported;

    // Inputs that the fence held back (NodeUnreachable) end the session too: another node may own the emulator by now.
    private static bool IsLost(SessionFailure? failure) => failure is { EndsSession: true } or { Code: ReplyCode.NodeUnreachable };

    private static Verdict Judge(SendTicket ticket, SendStatus status, int index, bool isRefused)
    {
        var applied = ticket.Applied[index];
        if (applied == SendTicket.NotKnown)
            return new Verdict(VerdictKind.Unknown, 0, ticket.Failure);
        if (applied > 0 || status == SendStatus.Answered)
            return new Verdict(VerdictKind.Known, applied, applied < ticket.Inputs[index].Count ? ticket.Failure : null) { StateHash = ticket.StateHash };
        if (isRefused && ticket.Failure?.Code == ReplyCode.NotSupported)
            return new Verdict(VerdictKind.NotSupported, 0, ticket.Failure);
        var isFinal = isRefused || ticket.Failure?.Code == ReplyCode.StaleEpoch;
        return new Verdict(isFinal ? VerdictKind.Refused : VerdictKind.MayGoAgain, 0, ticket.Failure);
    }

    /// <summary>The inputs that the dialect can do; of a batch all or none.</summary>
    private List<QueuedInput> RefuseUnsupported(List<QueuedInput> inputs, Verdict[] verdicts)
    {
        SessionFailure? batchFailure = null;
        List<QueuedInput>? supported = null;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (WhyNot(inputs[i]) is { } detail)
            {
                supported ??= inputs.GetRange(0, i);
                var failure = new SessionFailure(ReplyCode.NotSupported, detail);
                verdicts[i] = new Verdict(VerdictKind.NotSupported, 0, failure);
                batchFailure ??= inputs[i].Batch is null ? null : failure;
            }
            else
            {
                supported?.Add(inputs[i]);
            }
        }

        if (batchFailure is null)
            return supported ?? inputs;
        Array.Fill(verdicts, new Verdict(VerdictKind.NotSupported, 0, batchFailure));
        return [];
    }

    private string? WhyNot(QueuedInput input) =>
        input.Write is { } write ? session.WhyNot(write)
        : session.FirstUnsupported(input.Input) is { } token ? $"'{token}' is not something that the {session.Info?.Dialect} dialect of {session.Address} can do."
        : null;

    private async Task<DispatchDone> ExecuteAsync(Dispatch dispatch, QueuedCommand command)
    {
        var request = command.Request;
        var emulator = request.Emulator;
        var (answer, failure) = request switch
        {
            GetState => From(await session.GetStateAsync(cancellation), state => new StateReply(emulator, state.Json, state.StateHash)),
            GetScreen => From(await session.GetScreenAsync(cancellation), png => new ScreenReply(emulator, png)),
            ReadMemory memory => From(
                await session.ReadMemoryAsync(new MemoryRange(memory.Address, memory.Length) { Bank = memory.Bank }, cancellation),
                bytes => new MemoryReply(emulator, memory.Address, bytes) { Bank = memory.Bank }),
            ReadBattery => From(await session.ReadBatteryAsync(cancellation), bytes => new BatteryReply(emulator, bytes)),
            ResetGame => await ResetAsync(emulator),
            SaveCheckpoint save => await SaveAsync(save, command),
            LoadCheckpoint load => await LoadAsync(emulator, load.Name),
            _ => (new RequestFailed(emulator, ReplyCode.InvalidRequest, $"{request.GetType().Name} is not known."), null),
        };
        if (failure is null)
            return new DispatchDone(run, dispatch, []) { Answer = answer };

        // A question changes nothing, so only a server that is gone matters; a reset that failed leaves nothing known.
        var lost = failure.EndsSession || request is ResetGame or LoadCheckpoint;
        return new DispatchDone(run, dispatch, [])
        {
            Answer = new RequestFailed(emulator, failure.Code, failure.Detail),
            Failure = lost ? failure : null,
            SessionLost = lost,
        };
    }

    private static (object? Answer, SessionFailure? Failure) From<T>(SessionResult<T> result, Func<T, object> reply)
        where T : class =>
        result.Value is { } value ? (reply(value), null) : (null, result.Failure);

    private Activity? StartActivity(Dispatch dispatch)
    {
        if (!ActorInputMetrics.Traces.HasListeners())
            return null;
        var links = dispatch.Inputs.Where(input => input.Terms.Trace != default).Select(input => new ActivityLink(input.Terms.Trace));
        var activity = ActorInputMetrics.Traces.StartActivity("actorinput.request", ActivityKind.Client, dispatch.Inputs[0].Terms.Trace, links: links);
        activity?.SetTag("actorinput.batch.size", dispatch.Inputs.Count);
        return activity?.SetTag("server.address", session.Address.Authority);
    }
}
