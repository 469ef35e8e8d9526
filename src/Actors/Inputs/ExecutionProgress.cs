using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>How far an execution has come, while it runs.</summary>
internal sealed class ExecutionProgress(QueuedExecution execution)
{
    private readonly Verdict[] _verdicts = new Verdict[execution.Items.Length];
    private int _retriesOfNext;

    /// <summary>The first input that has no verdict.</summary>
    public int Next { get; private set; }

    /// <summary>Inputs from <see cref="Next"/> on whose request has not returned.</summary>
    public int InFlight { get; set; }

    /// <summary>How often inputs were sent again; after the first time each input has its own request.</summary>
    public int Retries { get; private set; }

    /// <summary>Whether the game was set to the start of the execution.</summary>
    public bool Began { get; set; }

    /// <summary>The result of its start.</summary>
    public StartFate Start { get; set; } = execution.Run.Start is null ? StartFate.NotAsked : StartFate.NotDone;

    /// <summary>Why it stopped before its end; null when nobody stopped it.</summary>
    public ExecutionStatus? Stopped { get; set; }

    /// <summary>Why it failed; null when it did not.</summary>
    public SessionFailure? Failure { get; set; }

    /// <summary>The first request that failed, even if its inputs were applied in the end: the actor counts it.</summary>
    public SessionFailure? RequestFailure { get; private set; }

    public bool SessionLost { get; private set; }

    public bool SharesState { get; private set; }

    /// <summary>A request failed.</summary>
    public void Fault(SessionFailure failure, bool isLost)
    {
        RequestFailure ??= failure;
        SessionLost |= isLost;
    }

    /// <summary>The request was given up: it is unknown whether its inputs were applied.</summary>
    public void Lose(SessionFailure failure)
    {
        Failure = failure;
        Fault(failure, isLost: true);
        for (; InFlight > 0; InFlight--)
            _verdicts[Next++] = new Verdict(VerdictKind.Unknown, 0, failure);
    }

    /// <summary>Takes the result of a request for the inputs from <see cref="Next"/> on.</summary>
    /// <param name="sent">The request.</param>
    /// <param name="retries">How often one input may be sent again.</param>
    public void Take(DispatchDone sent, int retries)
    {
        InFlight = 0;
        SharesState |= sent.SharesState;
        if (sent.Failure is { } failure)
            Fault(failure, sent.SessionLost);
        for (var i = 0; i < sent.Verdicts.Length; i++)
        {
            var verdict = sent.Verdicts[i];
            if (verdict.Kind == VerdictKind.MayGoAgain && !sent.SessionLost && i == FirstUnsettled(sent) && _retriesOfNext < retries)
            {
                _retriesOfNext++;
                Retries++;
                return;
            }

            _verdicts[Next++] = verdict;
            _retriesOfNext = 0;
            if (verdict.Kind != VerdictKind.Known || verdict.Applied < execution.Items[Next - 1].Input.Count)
                Failure ??= verdict.Failure ?? sent.Failure ?? new SessionFailure(ReplyCode.ServerError, "The emulator server applied less than it was sent.");
        }
    }

    /// <summary>The value; if there is none, the reason is noted.</summary>
    public T? Value<T>(SessionResult<T> result)
        where T : class
    {
        if (result.Failure is not { } failure)
            return result.Value;
        Failure = failure;
        if (failure.EndsSession)
            Fault(failure, isLost: true);
        return null;
    }

    /// <summary>How it ended.</summary>
    /// <param name="notSent">The reason for inputs that were not sent because an earlier one failed.</param>
    public ExecutionEnd End(SessionFailure notSent)
    {
        var failure = Failure ?? (Stopped is null ? null : execution.StopFailure) ?? Stopped switch
        {
            ExecutionStatus.TimedOut => new SessionFailure(ReplyCode.WaitTimedOut, $"Its {execution.Run.Timeout?.TotalMilliseconds} ms were up."),
            ExecutionStatus.Cancelled => new SessionFailure(ReplyCode.Cancelled, "It was cancelled."),
            _ => null,
        };
        var left = Next == 0 || Stopped is not null ? failure : notSent;
        for (; Next < _verdicts.Length; Next++)
            _verdicts[Next] = new Verdict(VerdictKind.Refused, 0, left);
        var status = failure is null ? ExecutionStatus.Succeeded : Failure is null && Stopped is { } stopped ? stopped : ExecutionStatus.Failed;
        return new ExecutionEnd(status, _verdicts, failure) { NeverBegan = !Began, Start = Start };
    }

    /// <summary>
    /// The first input of a request that may be sent again; -1 if a later one was applied nevertheless, because sending it again would then change
    /// the order.
    /// </summary>
    private static int FirstUnsettled(DispatchDone sent)
    {
        var first = Array.FindIndex(sent.Verdicts, verdict => verdict.Kind == VerdictKind.MayGoAgain);
        return first >= 0 && Array.TrueForAll(sent.Verdicts[first..], verdict => verdict.Kind == VerdictKind.MayGoAgain) ? first : -1;
    }
}
