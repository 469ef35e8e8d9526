using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>Requests with inputs: sent once, sent again only if nothing can have been pressed, and checked with the server if no answer
/// came.</summary>
internal sealed partial class InputDispatcher
{
    private SendTicket Prepare(List<QueuedInput> inputs)
    {
        var ticket = inputs[0].Write is { } write ? session.Prepare(write)
            : session.Prepare(inputs.Count == 1 ? [inputs[0].Input] : inputs.ConvertAll(static input => input.Input));
        if (inputs.Exists(static input => input.Terms.Id is not null))
            ticket.Ids = inputs.ConvertAll(static input => input.SentId);
        return ticket;
    }

    private async ValueTask<SendAttempt> AttemptAsync(SendTicket ticket)
    {
        var attempt = await SendAsync(ticket, cancellation);
        if (attempt.Status != SendStatus.NotSent || ticket.Failure?.Code != ReplyCode.ServerUnreachable || ticket.Applied.AsSpan().ContainsAnyExcept(0))
            return attempt;
        var first = true; // The pipeline starts with the failure that was just seen, so that its first wait comes before the first retry.
        try
        {
            return await retry.ExecuteAsync(
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
            return gate.IsOpen || await gate.PassAsync(token);
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
        using var timer = new CancellationTokenSource(options.ReconcileTimeout, Time);
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
                metrics.Reconciled(ticket.Applied[i] == SendTicket.NotKnown ? InputOutcome.Unknown : OutcomeOf(ticket.Applied[i], ticket.Inputs[i].Count));
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
}
