using ActorInput.Faults.Plans;
using ActorInput.Faults.Timing;
using ActorInput.Faults.Truth;

namespace ActorInput.Faults.Games;

/// <summary>
/// One game: what it applied, its gate, and its line of requests. All decisions are made under one lock. Requests also take their place in line under
/// it, so that they are served in the order in which the gate accepted them.
/// </summary>
internal sealed class GameCore(GameCoreOptions options, PreciseTimer timer, ServiceLine serverLine)
{
    private const int MostClaims = 1_024;

    private readonly Lock _lock = new();
    private readonly TruthRecord _record = new(options.IsRecording);
    private readonly GymState _gym = new();
    private readonly Dictionary<string, Task<ClaimOutcome?>> _claims = new(StringComparer.Ordinal);
    private SequenceGate _gate = new(options.MostRemembered);
    private ServiceLine _ownLine = new();
    private long _requests;
    private int _process;

    public bool IsRecording => options.IsRecording;

    public ServiceTime Service { get; set; } = options.Service;

    public GameDialect Dialect { get; set; } = options.Dialect;

    public GameView View
    {
        get
        {
            lock (_lock)
                return new GameView(_record.Life, _gate.Epoch, _gate.Sequence, _record.Frame, _record.StepsInLife, !Line.IsFree);
        }
    }

    public GameCounters Counters
    {
        get
        {
            lock (_lock)
                return _record.Counters;
        }
    }

    private ServiceLine Line => Service.Kind == ServiceKind.SerialInServer ? serverLine : _ownLine;

    public GameTruth Snapshot()
    {
        lock (_lock)
            return _record.Snapshot();
    }

    public string Fingerprint()
    {
        lock (_lock)
            return _record.Fingerprint();
    }

    /// <summary>Records a request that did not reach the game.</summary>
    public void Lose(PressRequest request, Fault fault)
    {
        lock (_lock)
            _record.Refuse(Receive(request, fault), PressVerdict.Lost);
    }

    public void CountFault()
    {
        lock (_lock)
            _record.CountFault();
    }

    /// <summary>Presses at once if nothing is in line. Used by the benchmarks.</summary>
    public bool TryPress(PressRequest request, out PressOutcome outcome)
    {
        lock (_lock)
        {
            if (!_ownLine.IsFree)
            {
                outcome = default;
                return false;
            }

            var ticket = Take(request, Fault.None, out var verdict);
            if (verdict == PressVerdict.Waiting)
            {
                Apply(ticket, Fault.None);
                verdict = ticket.Verdict;
            }
            else if (verdict == PressVerdict.Repeated)
            {
                verdict = ticket.Verdict;
            }

            outcome = Outcome(verdict, ticket);
            return true;
        }
    }

    /// <summary>Presses when this request has its turn and its service time is over.</summary>
    /// <param name="request">What to press.</param>
    /// <param name="fault">Its fault, which reaches the game.</param>
    /// <param name="arrived">When it arrived (a timestamp): its service time starts there if the game is free.</param>
    public async Task<PressOutcome> PressAsync(PressRequest request, Fault fault, long arrived)
    {
        PressTicket ticket;
        PressVerdict verdict;
        ServiceLine line;
        Task wait;
        lock (_lock)
        {
            line = Line;
            ticket = Take(request, fault, out verdict);
            if (verdict is not (PressVerdict.Waiting or PressVerdict.Repeated))
                return Outcome(verdict, ticket);
            wait = verdict == PressVerdict.Repeated ? ticket.WhenDone() : line.TakePlaceAsync();
        }

        if (verdict == PressVerdict.Waiting)
            await ServeAsync(line, wait, ticket, fault, arrived);
        else
            await wait;
        lock (_lock)
            return Outcome(ticket.Verdict, ticket);
    }

    /// <summary>
    /// Takes the game over. Answers when all requests that were accepted before have ended, so that the results are final; null if the process died
    /// meanwhile.
    /// </summary>
    public Task<ClaimOutcome?> ClaimAsync(ClaimRequest claim)
    {
        lock (_lock)
        {
            if (claim.Id is { } known && _claims.TryGetValue(known, out var first))
                return first;
            if (_gate.Claim(claim) is not { } epoch)
                return Task.FromResult<ClaimOutcome?>(new ClaimOutcome(IsGranted: false, _record.Life, _gate.Epoch, []));
            _record.CountClaim();
            var answer = GrantAsync(Line, Line.TakePlaceAsync(), epoch, claim.Resolve, _gate, _record.Life);
            if (claim.Id is { } id && _claims.Count < MostClaims)
                _claims[id] = answer;
            return answer;
        }
    }

    /// <summary>Changes the game when it has its turn.</summary>
    public async Task<T> RunAsync<T>(Func<TruthRecord, GymState, T> action)
    {
        ServiceLine line;
        Task turn;
        lock (_lock)
        {
            line = Line;
            turn = line.TakePlaceAsync();
        }

        await turn;
        try
        {
            lock (_lock)
                return action(_record, _gym);
        }
        finally
        {
            line.End();
        }
    }

    /// <summary>Lets the process die and come back. Its running requests do not press any more.</summary>
    public void Restart()
    {
        lock (_lock)
            RestartNow();
    }

    public void SetStepsTaken(int steps)
    {
        lock (_lock)
            _gym.StepsTaken = steps;
    }

    private async Task ServeAsync(ServiceLine line, Task turn, PressTicket ticket, Fault fault, long arrived)
    {
        var service = Service;
        var sideBySide = service.Kind == ServiceKind.Parallel
            ? timer.WaitUntilAsync(PreciseTimer.After(arrived, service.Milliseconds))
            : Task.CompletedTask;
        await turn;
        try
        {
            await sideBySide;
            if (service.Kind is ServiceKind.Serial or ServiceKind.SerialInServer)
            {
                // The time starts at the due time of the request before, not at the moment at which its end was noticed, so that the spacing is
                // exact.
                line.BusyUntil = PreciseTimer.After(Math.Max(arrived, line.BusyUntil), service.Milliseconds + fault.BusyMilliseconds);
                await timer.WaitUntilAsync(line.BusyUntil);
            }
            else if (fault.BusyMilliseconds > 0)
            {
                await timer.WaitAsync(fault.BusyMilliseconds);
            }

            lock (_lock)
                Apply(ticket, fault);
        }
        finally
        {
            lock (_lock)
            {
                if (ticket.Verdict == PressVerdict.Waiting)
                    ticket.End(PressVerdict.LifeEnded);
            }

            line.End();
        }
    }

    private async Task<ClaimOutcome?> GrantAsync(
        ServiceLine line, Task turn, long epoch, SequenceRange? resolve, SequenceGate gate, string life)
    {
        await turn;
        try
        {
            lock (_lock)
                return gate != _gate ? null : new ClaimOutcome(IsGranted: true, life, epoch, resolve is null ? [] : gate.Resolve(resolve));
        }
        finally
        {
            line.End();
        }
    }

    private PressTicket Receive(PressRequest request, Fault fault)
    {
        var ticket = new PressTicket(request, ++_requests, _process);
        _record.Receive(ticket, fault);
        return ticket;
    }

    private PressTicket Take(PressRequest request, Fault fault, out PressVerdict verdict)
    {
        var ticket = Receive(request, fault);
        var answers = ticket;
        if (request.Game is { } game && !string.Equals(game, _record.Life, StringComparison.Ordinal))
            verdict = PressVerdict.OtherGame;
        else
            verdict = request.Sequence is null ? PressVerdict.Waiting : _gate.Begin(ticket, out answers);
        if (verdict != PressVerdict.Waiting)
            _record.Refuse(ticket, verdict);
        return answers;
    }

    private void Apply(PressTicket ticket, Fault fault)
    {
        if (ticket.Process != _process)
        {
            ticket.End(PressVerdict.LifeEnded);
            return;
        }

        var isGym = Dialect == GameDialect.Gym;
        if (isGym && !_gym.IsRunning)
        {
            ticket.End(_gym.WasStopped ? PressVerdict.NotInitialized : PressVerdict.SessionTimeout);
            return;
        }

        var isHalf = fault.Kind == FaultKind.HalfApplied;
        _record.Press(ticket, isHalf ? ticket.Request.Half(isGym, roundsUp: fault.Counts) : ticket.Request.Steps);
        if (isGym && (!isHalf || fault.Counts))
            _gym.StepsTaken++;
        if (fault.Kind == FaultKind.StepsBackwards)
            _gym.StepsTaken = 0;
        ticket.StepsTaken = _gym.StepsTaken;
        ticket.End(isHalf ? PressVerdict.Half : PressVerdict.Applied);
        if (fault.Kind == FaultKind.Restart)
            RestartNow();
    }

    private void RestartNow()
    {
        _process++;
        _gate = new SequenceGate(options.MostRemembered);
        _claims.Clear();
        // Requests of the dead process keep the old line, so that no new request waits for them.
        _ownLine = new ServiceLine();
        (_gym.IsRunning, _gym.WasStopped, _gym.StepsTaken) = (false, false, 0);
        _record.StartLife();
    }

    private PressOutcome Outcome(PressVerdict verdict, PressTicket ticket) =>
        new(verdict, ticket, _record.Life, _gate.Epoch, _gate.Sequence);
}
