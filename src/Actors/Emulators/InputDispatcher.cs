using System.Diagnostics;
using ActorInput.Actors.Buffering;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Polly;

namespace ActorInput.Actors.Emulators;

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

        if (done.Held)
            queue.Hold();
        queue.Returned(() => owner.Tell(done));
    }

    private async Task<DispatchDone> SendAsync(Dispatch dispatch)
    {
        var started = Stopwatch.GetTimestamp();
        metrics.Sent(dispatch, started);
        using var activity = StartActivity(dispatch);
        var verdicts = new Verdict[dispatch.Inputs.Count];
        var sent = RefuseUnsupported(dispatch.Inputs, verdicts);
        if (sent.Count == 0)
            return new DispatchDone(run, dispatch, verdicts);

        List<SendAttempt> attempts = dispatch.Mode == DispatchMode.Concurrent
            ? await SendSideBySideAsync(sent)
            : [await AttemptAsync(session.Prepare(sent.Count == 1 ? [sent[0].Input] : sent.ConvertAll(static input => input.Input)))];
        var took = Stopwatch.GetElapsedTime(started);
        metrics.Requested(took);
        queue.Gauge.Measured(sent.Sum(static input => input.Frames), took);

        var lost = await ResolveAsync(attempts);
        SessionFailure? failure = null;
        var sharesState = false;
        var next = 0;
        foreach (var (ticket, status) in attempts)
        {
            sharesState |= ticket.SharesState;
            failure ??= ticket.Failure;
            lost |= status == SendStatus.NotSent && ticket.Failure?.Code is not (ReplyCode.InvalidRequest or ReplyCode.NotSupported);
            for (var i = 0; i < ticket.Inputs.Count; i++, next++)
            {
                while (verdicts[next].Kind == VerdictKind.NotSupported)
                    next++;
                verdicts[next] = Judge(ticket, status, i);
            }
        }

        return new DispatchDone(run, dispatch, verdicts) { Failure = failure, SessionLost = lost, SharesState = sharesState };
    }

    private async ValueTask<SendAttempt> AttemptAsync(SendTicket ticket)
    {
        var attempt = await SendAsync(ticket, cancellation);
        if (attempt.Status != SendStatus.NotSent || ticket.Failure?.Code != ReplyCode.ServerUnreachable || ticket.Applied.AsSpan().ContainsAnyExcept(0))
            return attempt;
        var first = true; // The pipeline starts from what was just seen, so that its first wait comes before the first retry.
        return await retry.ExecuteAsync(
            async token =>
            {
                if (first)
                {
                    first = false;
                    return attempt;
                }

                var again = session.Prepare(ticket.Inputs);
                return await SendAsync(again, token);
            },
            cancellation);
    }

    /// <summary>Nothing leaves a node that the cluster may have given up; what waits for that is known not to have been sent.</summary>
    private async ValueTask<SendAttempt> SendAsync(SendTicket ticket, CancellationToken token)
    {
        if (!gate.IsOpen && !await gate.PassAsync(token))
        {
            ticket.Failure = new SessionFailure(ReplyCode.NodeUnreachable, "The node lost touch with the cluster before the input was sent.");
            return new SendAttempt(ticket, SendStatus.NotSent);
        }

        return new SendAttempt(ticket, await session.SendAsync(ticket, token));
    }

    private async Task<List<SendAttempt>> SendSideBySideAsync(List<QueuedInput> inputs)
    {
        var attempts = new SendAttempt[inputs.Count];
        var next = -1;
        var tickets = inputs.ConvertAll(input => session.Prepare([input.Input]));
        await Task.WhenAll(Enumerable.Range(0, Math.Min(_concurrent, inputs.Count)).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < attempts.Length; i = Interlocked.Increment(ref next))
                attempts[i] = await SendAsync(tickets[i], cancellation);
        }));
        return [.. attempts];
    }

    /// <summary>Finds out what was applied of what was not answered. True when the session is lost.</summary>
    private async Task<bool> ResolveAsync(List<SendAttempt> attempts)
    {
        var unanswered = attempts.FindAll(static attempt => attempt.Status == SendStatus.Unanswered).ConvertAll(static attempt => attempt.Ticket);
        if (unanswered.Count == 0)
            return false;
        var inputs = unanswered.Sum(static ticket => ticket.Inputs.Count);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(options.ReconcileTimeout);
        bool known;
        try
        {
            known = await session.ResolveAsync(unanswered, bound.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            known = false;
        }

        if (!known)
        {
            foreach (var ticket in unanswered)
                Array.Fill(ticket.Applied, SendTicket.NotKnown);
        }

        metrics.Reconciled(known ? "known" : "unreachable", inputs);
        return !known;
    }

    private static Verdict Judge(SendTicket ticket, SendStatus status, int index)
    {
        var applied = ticket.Applied[index];
        if (applied == SendTicket.NotKnown)
            return new Verdict(VerdictKind.Unknown, 0, ticket.Failure);
        if (applied > 0 || status == SendStatus.Answered)
            return new Verdict(VerdictKind.Known, applied, applied < ticket.Inputs[index].Count ? ticket.Failure : null);
        var refused = ticket.Failure?.Code is ReplyCode.InvalidRequest or ReplyCode.NotSupported or ReplyCode.StaleEpoch;
        return new Verdict(refused ? VerdictKind.Refused : VerdictKind.MayGoAgain, 0, ticket.Failure);
    }

    /// <summary>The inputs that the dialect can do; of a batch all or none.</summary>
    private List<QueuedInput> RefuseUnsupported(List<QueuedInput> inputs, Verdict[] verdicts)
    {
        SessionFailure? batchFailure = null;
        List<QueuedInput>? supported = null;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (session.FirstUnsupported(inputs[i].Input) is { } token)
            {
                supported ??= inputs.GetRange(0, i);
                var failure = new SessionFailure(
                    ReplyCode.NotSupported, $"'{token}' is not something that the {session.Info?.Dialect} dialect of {session.Address} can do.");
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

    private async Task<DispatchDone> ExecuteAsync(Dispatch dispatch, QueuedCommand command)
    {
        var request = command.Request;
        var emulator = request.Emulator;
        var (answer, failure) = request switch
        {
            GetState => From(await session.GetStateAsync(cancellation), state => new StateReply(emulator, state.Json, state.StateHash)),
            GetScreen => From(await session.GetScreenAsync(cancellation), png => new ScreenReply(emulator, png)),
            ReadMemory memory => From(
                await session.ReadMemoryAsync(memory.Address, memory.Length, cancellation), bytes => new MemoryReply(emulator, memory.Address, bytes)),
            ResetGame => await LoadAsync(emulator, CheckpointNames.Fresh),
            SaveCheckpoint save => await SaveAsync(save, command),
            LoadCheckpoint load => await LoadAsync(emulator, load.Name),
            _ => (new RequestFailed(emulator, ReplyCode.InvalidRequest, $"{request.GetType().Name} is not known."), null),
        };
        if (failure is null)
            return new DispatchDone(run, dispatch, []) { Answer = answer };

        // A question changes nothing, so only a server that is gone matters; a reset that failed leaves nothing known.
        var lost = failure.Code is ReplyCode.ServerUnreachable or ReplyCode.StaleEpoch or ReplyCode.SessionEnded || request is ResetGame or LoadCheckpoint;
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
