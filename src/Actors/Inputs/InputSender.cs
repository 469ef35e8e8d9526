using System.Diagnostics;
using System.Runtime.CompilerServices;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Sends inputs over one session: once, again only if nothing can have been pressed, and checked with the server if no answer came. Gives the result
/// of each.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="gauge">Learns how long the emulator takes.</param>
/// <param name="options">Bounds.</param>
/// <param name="services">What the node's emulators share.</param>
/// <param name="sessionNumber">The session's number.</param>
/// <param name="cancellation">The session is closed.</param>
internal sealed class InputSender(
    IEmulatorSession session,
    EmulatorGauge gauge,
    SessionOptions options,
    InputServices services,
    int sessionNumber,
    CancellationToken cancellation)
{
    private readonly int _concurrent = Math.Min(options.MaxConnections, options.MaxConnectionsPerHost);

    /// <summary>Sends inputs that were taken from the queue, and gives their results. To be awaited once.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<DispatchDone> SendAsync(Dispatch dispatch)
    {
        var started = services.Time.GetTimestamp();
        MeasureQueue(dispatch, started);
        using var activity = StartActivity(dispatch);
        var verdicts = new Verdict[dispatch.Inputs.Count];
        var sent = RefuseUnsupported(dispatch.Inputs, verdicts);
        if (sent.Count == 0)
            return new DispatchDone(sessionNumber, dispatch, verdicts);

        List<SendAttempt> attempts = dispatch.Mode == DispatchMode.Concurrent
            ? await SendSideBySideAsync(sent)
            : [await AttemptAsync(Prepare(sent))];
        var took = services.Time.GetElapsedTime(started);
        services.Metrics.Requested(took);
        gauge.Measured(sent.Sum(static input => input.Frames), took);

        var lost = await ResolveAsync(attempts);
        return Judge(dispatch, verdicts, attempts, lost);
    }

    private void MeasureQueue(Dispatch dispatch, long now)
    {
        services.Metrics.Sent(dispatch.Inputs.Count, dispatch.Reason);
        if (!services.Metrics.MeasuresWaits)
            return;
        foreach (var input in dispatch.Inputs)
            services.Metrics.Waited(services.Time.GetElapsedTime(input.AcceptedAt, now));
    }

    /// <summary>Merges the verdicts of the inputs that were sent with those of the others.</summary>
    private DispatchDone Judge(Dispatch dispatch, Verdict[] verdicts, List<SendAttempt> attempts, bool lost)
    {
        SessionFailure? failure = null;
        var sharesState = false;
        var next = 0;
        foreach (var (ticket, status) in attempts)
        {
            // A request with inputs of several agents was refused because of one of them: send each alone, so that only that one is refused.
            var isGathered = ticket.Inputs.Count > 1 && dispatch.Inputs[0].Batch is null;
            var isRefused = status == SendStatus.NotSent && IsRefusal(ticket.Failure);
            sharesState |= ticket.SharesState;
            if (!isRefused || isGathered)
                failure ??= ticket.Failure; // The request asks for something unsupported; the emulator itself is fine.
            lost |= status == SendStatus.NotSent && ticket.Failure is { EndsSession: true };
            for (var i = 0; i < ticket.Inputs.Count; i++, next++)
            {
                while (verdicts[next].Kind == VerdictKind.NotSupported)
                    next++;
                verdicts[next] = Judge(ticket, status, i, isRefused && !isGathered);
            }
        }

        return new DispatchDone(sessionNumber, dispatch, verdicts) { Failure = failure, SessionLost = lost, SharesState = sharesState };
    }

    private static bool IsRefusal(SessionFailure? failure) => failure?.Code is ReplyCode.InvalidRequest or ReplyCode.NotSupported;

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

    /// <summary>The inputs that the dialect supports; of a batch all or none.</summary>
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
        : session.FirstUnsupported(input.Input) is { } token ? $"'{token}' is not something that the {session.Info.Dialect} dialect of {session.Address} can do."
        : null;

    private SendTicket Prepare(List<QueuedInput> inputs)
    {
        var ticket = inputs[0].Write is { } write ? session.Prepare(write)
            : session.Prepare(inputs.Count == 1 ? [inputs[0].Input] : inputs.ConvertAll(static input => input.Input));
        if (inputs.Exists(static input => input.Terms.Id is not null))
            ticket.Ids = inputs.ConvertAll(static input => input.SentId);
        return ticket;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SendAttempt> AttemptAsync(SendTicket ticket)
    {
        var attempt = await SendAsync(ticket, cancellation);
        if (attempt.Status != SendStatus.NotSent || ticket.Failure?.Code != ReplyCode.ServerUnreachable || ticket.Applied.AsSpan().ContainsAnyExcept(0))
            return attempt;
        var first = true; // The pipeline starts with the failure that was just seen, so that its first wait comes before the first retry.
        try
        {
            return await services.RetryFor(options).ExecuteAsync(
                async token =>
                {
                    if (first)
                    {
                        first = false;
                        return attempt;
                    }

                    var again = ticket.Write is { } write ? session.Prepare(write) : session.Prepare(ticket.Inputs);
                    again.Ids = ticket.Ids;
                    return attempt = await SendAsync(again, token);
                },
                cancellation);
        }
        catch (Exception fault) when (IsGivenUp(fault))
        {
            return attempt; // Given up between two attempts; an attempt that is given up in the middle has a result.
        }
    }

    /// <summary>
    /// Sends once. A node that the cluster may have removed sends nothing; inputs that wait for the fence are known not to have been sent. A request
    /// that is given up after it was sent counts as unanswered.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SendAttempt> SendAsync(SendTicket ticket, CancellationToken token)
    {
        if (!await PassGateAsync(token))
        {
            ticket.Failure = new SessionFailure(ReplyCode.NodeUnreachable, "The node lost touch with the cluster before the input was sent.");
            return new SendAttempt(ticket, SendStatus.NotSent);
        }

        try
        {
            return new SendAttempt(ticket, await session.SendAsync(ticket, token));
        }
        catch (Exception fault) when (IsGivenUp(fault))
        {
            ticket.Failure = new SessionFailure(ReplyCode.ShuttingDown, "The request was given up before its answer came.");
            return new SendAttempt(ticket, SendStatus.Unanswered);
        }
    }

    private async ValueTask<bool> PassGateAsync(CancellationToken token)
    {
        try
        {
            return services.Gate.IsOpen || await services.Gate.PassAsync(token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<List<SendAttempt>> SendSideBySideAsync(List<QueuedInput> inputs)
    {
        var attempts = new SendAttempt[inputs.Count];
        var next = -1;
        var tickets = inputs.ConvertAll(input => Prepare([input]));
        await Task.WhenAll(Enumerable.Range(0, Math.Min(_concurrent, inputs.Count)).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < attempts.Length; i = Interlocked.Increment(ref next))
                attempts[i] = await SendAsync(tickets[i], cancellation);
        }));
        return [.. attempts];
    }

    /// <summary>Finds out which unanswered inputs were applied. True when the session is lost.</summary>
    private async Task<bool> ResolveAsync(List<SendAttempt> attempts)
    {
        var unanswered = attempts.FindAll(static attempt => attempt.Status == SendStatus.Unanswered).ConvertAll(static attempt => attempt.Ticket);
        if (unanswered.Count == 0)
            return false;
        using var timer = new CancellationTokenSource(options.ReconcileTimeout, services.Time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        var isAnswered = false;
        var first = unanswered.ConvertAll(static ticket => ticket.Failure);
        try
        {
            isAnswered = !cancellation.IsCancellationRequested && await session.ResolveAsync(unanswered, bound.Token);
            // Nothing was sent since, so the state is still the one that its lost answer described.
            if (isAnswered && unanswered is [{ Write: not null, Applied: [1] } written])
                written.StateHash = (await session.GetStateAsync(bound.Token)).Value?.StateHash;
        }
        catch (Exception fault) when (IsGivenUp(fault))
        {
            // It was not found out in time, or was given up. The tickets say what was known before.
        }

        foreach (var ticket in unanswered)
        {
            for (var i = 0; i < ticket.Applied.Length; i++)
                services.Metrics.Reconciled(ticket.Applied[i] == SendTicket.NotKnown ? InputOutcome.Unknown : OutcomeOf(ticket.Applied[i], ticket.Inputs[i].Count));
        }

        for (var i = 0; i < unanswered.Count; i++)
            unanswered[i].Failure = Why(first[i], unanswered[i]);
        return !isAnswered;
    }

    /// <summary>Describes the failure of a request whose result stays unknown: first the request itself, then the question about it.</summary>
    private static SessionFailure? Why(SessionFailure? first, SendTicket ticket)
    {
        if (first is null || ticket.Failure is not { } last || last.Detail == first.Detail || !ticket.Applied.AsSpan().Contains(SendTicket.NotKnown))
            return ticket.Failure;
        return last with { Detail = $"{first.Detail} It could not be found out what was applied: {last.Detail}" };
    }

    /// <summary>Whether the actor closed the session, which is then disposed, or the time ran out.</summary>
    private bool IsGivenUp(Exception fault) => fault is OperationCanceledException || cancellation.IsCancellationRequested;

    private static InputOutcome OutcomeOf(int applied, int of) =>
        applied == of ? InputOutcome.Applied : applied > 0 ? InputOutcome.Partial : InputOutcome.NotApplied;

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
