using ActorInput.Faults.Plans;
using ActorInput.Faults.Truth;

namespace ActorInput.Faults.Games;

/// <summary>Records what one game applied, or only counts. Used under the game's lock.</summary>
internal sealed class TruthRecord(bool isRecording)
{
    private readonly List<string> _lives = [NewLife()];
    private readonly List<AppliedStep> _steps = [];
    private readonly List<(PressTicket Ticket, int Life, Fault Fault, PressVerdict? Refusal)> _requests = [];
    private readonly List<int> _resets = [];
    private int _powerOn;

    public bool IsRecording => isRecording;

    public string Life => _lives[^1];

    /// <summary>The named inputs that this life applied.</summary>
    public RecentInputs Recent { get; private set; } = new();

    public long StepsInLife { get; private set; }

    public long Frame { get; private set; }

    public GameCounters Counters { get; private set; } = new(0, 0, 0, 0, 0, 0, 0);

    public void Receive(PressTicket ticket, Fault fault)
    {
        Counters = Counters with { Requests = Counters.Requests + 1 };
        if (isRecording)
            _requests.Add((ticket, _lives.Count - 1, fault, null));
    }

    /// <summary>Records that a request was not accepted. Requests are numbered from 1 in the order of the list.</summary>
    public void Refuse(PressTicket ticket, PressVerdict why)
    {
        if (why == PressVerdict.Repeated)
            Counters = Counters with { Repeated = Counters.Repeated + 1 };
        else if (why != PressVerdict.Lost)
            Counters = Counters with { Refused = Counters.Refused + 1 };
        if (isRecording)
            _requests[(int)ticket.Number - 1] = _requests[(int)ticket.Number - 1] with { Refusal = why };
    }

    public void CountFault() => Counters = Counters with { Faults = Counters.Faults + 1 };

    public void CountClaim() => Counters = Counters with { Claims = Counters.Claims + 1 };

    /// <summary>Presses the first steps of a request.</summary>
    public void Press(PressTicket ticket, int steps)
    {
        var request = ticket.Request;
        var before = Frame;
        var left = steps;
        for (var i = 0; i < request.Count && left > 0; i++)
        {
            var applied = Math.Min(left, request.Of[i]);
            left -= applied;
            // For an input that stops in the middle, frames are counted in proportion; nothing depends on them.
            Frame += applied == request.Of[i] ? request.Frames[i] : (long)request.Frames[i] * applied / request.Of[i];
            if (isRecording)
                Append(ticket, i, applied);
        }

        StepsInLife += steps;
        Counters = Counters with
        {
            Inputs = Counters.Inputs + (steps > 0 ? request.Count : 0),
            Steps = Counters.Steps + steps,
        };
        ticket.Press(steps, before, Frame);
        Recent.Add(ticket);
    }

    /// <summary>Starts a new life; the steps of the old one stay apart from it.</summary>
    public void StartLife()
    {
        _lives.Add(NewLife());
        _powerOn = _steps.Count;
        Recent = new RecentInputs();
        StepsInLife = 0;
        Frame = 0;
    }

    public void Reset()
    {
        _resets.Add(_steps.Count);
        _powerOn = _steps.Count;
    }

    /// <summary>A text that is equal for games that applied the same steps since they were switched on; without recording, the same number of them.</summary>
    public string Fingerprint() => isRecording
        ? string.Join(' ', _steps.Skip(_powerOn).Select(step => step.Text))
        : $"{_lives.Count} {_resets.Count} {StepsInLife} {Frame}";

    public GameTruth Snapshot() => new([.. _lives], [.. _steps], [.. _requests.Select(Received)], [.. _resets]);

    private static string NewLife() => Guid.NewGuid().ToString("N");

    private static ReceivedRequest Received((PressTicket Ticket, int Life, Fault Fault, PressVerdict? Refusal) entry)
    {
        var request = entry.Ticket.Request;
        var verdict = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName((entry.Refusal ?? entry.Ticket.Verdict).ToString());
        return new ReceivedRequest(
            entry.Ticket.Number, entry.Life, request.Epoch, request.Sequence, request.Texts ?? [], entry.Fault, verdict, entry.Ticket.Applied, request.Steps);
    }

    private void Append(PressTicket ticket, int input, int steps)
    {
        var sequence = ticket.Request.Sequence + input;
        foreach (var step in ticket.Request.Inputs![input].Steps[..steps])
            _steps.Add(new AppliedStep(_lives.Count - 1, ticket.Number, input, ticket.Request.Epoch, sequence, step));
    }
}
