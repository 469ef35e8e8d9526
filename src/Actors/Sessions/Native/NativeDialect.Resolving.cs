using ActorInput.Actors.Sessions.Http;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>Finds out what became of unanswered inputs: the session claims the next epoch, and the server's answer says it.</summary>
internal sealed partial class NativeDialect
{
    protected override async Task<bool> FindOutAsync(IReadOnlyList<SendTicket> unanswered, CancellationToken cancellation)
    {
        using var asker = new ReconcileAsker(Channel, cancellation);
        var open = new List<NativeTicket>(unanswered.Count);
        foreach (var ticket in unanswered)
        {
            if (ticket is not NativeTicket mine || !IsSameGame(mine.Game))
                GiveUp(ticket, EndedFailure("the game started anew"));
            else
                open.Add(mine);
        }

        // Requests that were overtaken got new numbers, so the numbers need not be in the order of preparing.
        open.Sort(static (a, b) => a.Epoch != b.Epoch ? a.Epoch.CompareTo(b.Epoch) : a.Sequence.CompareTo(b.Sequence));
        for (var from = 0; from < open.Count;)
        {
            var to = from + 1;
            while (to < open.Count && open[to].Epoch == open[from].Epoch && open[to].End - open[from].Sequence <= NativeClaim.MostResolved)
                to++;
            if (!await ResolveAsync(open.GetRange(from, to - from), open, asker))
                return false;
            from = to;
        }

        return true;
    }

    private async Task<bool> ResolveAsync(List<NativeTicket> range, List<NativeTicket> all, ReconcileAsker asker)
    {
        var first = range[0].Sequence;
        var question = new NativeQuestion(Info.Epoch, range[0].Epoch, first, (int)(range[^1].End - first));
        // If the last question got no answer, the same claim is sent again.
        if (_question is null || !_question.IsSame(question))
            _question = question;
        var (found, isOtherGame) = await AskAsync(_question, asker);
        if (isOtherGame)
        {
            // The server refuses these requests by the name of the game, however late they arrive.
            foreach (var ticket in all)
                GiveUp(ticket, EndedFailure("the game started anew"));
            return true;
        }

        if (found.Value is not { } known)
        {
            foreach (var ticket in all)
                ticket.Failure = found.Failure;
            return false;
        }

        Info = Info with { Epoch = known.Epoch };
        (_next, _question) = (1, null);
        foreach (var ticket in range)
            Settle(ticket, known, first);
        return true;
    }

    /// <summary>The answer to a claim, and whether another life of the game than this session's gave it.</summary>
    private async Task<(SessionResult<NativeFates> Found, bool IsOtherGame)> AskAsync(NativeQuestion question, ReconcileAsker asker)
    {
        var isOtherGame = false;
        var found = await asker.AskAsync<NativeFates>(async end =>
        {
            using var exchange = Channel.Rent();
            question.Write(exchange.Json);
            await Channel.SendAsync(exchange, HttpMethod.Post, Channel.At("claim"), Options.Timeout, end);
            if (IsOk(exchange))
            {
                return NativeClaim.ReadGrant(exchange) is { } grant && NativeClaim.ReadFates(exchange, question.First, question.Count) is { } fates
                    ? Asked<NativeFates>.Of(new NativeFates(grant.Game, grant.Epoch, fates))
                    : Asked<NativeFates>.Retry(exchange, "an epoch and the fates of inputs were asked for");
            }

            var problem = ProblemAnswer.Read(exchange);
            isOtherGame = problem?.Game is { } game && !IsSameGame(game);
            return problem is not null && exchange.Status is >= 400 and < 500 and not 429
                ? Asked<NativeFates>.Final(ExchangeFailures.Of(exchange))
                : Asked<NativeFates>.Retry(exchange);
        });
        return (found, isOtherGame || (found.Value?.Game is { } now && !IsSameGame(now)));
    }

    private static void Settle(NativeTicket ticket, NativeFates known, long first)
    {
        for (var i = 0; i < ticket.Applied.Length; i++)
        {
            var applied = known.Applied[(int)(ticket.Sequence - first) + i];
            ticket.Applied[i] = applied <= ticket.Inputs[i].Count ? applied : SendTicket.NotKnown;
        }
    }
}
