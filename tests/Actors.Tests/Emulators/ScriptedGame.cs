using System.Collections.Concurrent;
using System.Text;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>A game in memory that records what was applied, and fails as the test says.</summary>
internal sealed class ScriptedGame
{
    private readonly ConcurrentQueue<ScriptedFault> _faults = new();
    private volatile TaskCompletionSource? _gate;
    private volatile TaskCompletionSource? _questionGate;
    private volatile TaskCompletionSource? _resetGate;
    private int _waiting;
    private int _atOnce;

    /// <summary>Inputs as they were applied, in order.</summary>
    public List<string> Applied { get; } = [];

    /// <summary>The most requests with inputs that were in flight at the same time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>How many inputs each request had.</summary>
    public List<int> Requests { get; } = [];

    public string Life { get; set; } = "life-1";

    public string Dialect { get; init; } = "actorinput";

    public bool Chords { get; init; } = true;

    /// <summary>The cartridge and core that its states belong to; null if the server does not give them.</summary>
    public GameIdentity? Identity { get; init; }

    /// <summary>What its check of its states found; null for nothing.</summary>
    public string? StateProblem { get; init; }

    /// <summary>Whether it takes writes. In <see cref="Applied"/>, a write is recorded as its text.</summary>
    public bool Writes { get; init; } = true;

    /// <summary>Thrown once, at the next question for the session's info.</summary>
    public Exception? InfoFault { get; set; }

    /// <summary>Awaited before the exception is thrown, to hold an actor while other things happen.</summary>
    public ManualResetEventSlim? InfoGate { get; set; }

    public void ThrowInfoFault()
    {
        if (InfoFault is not { } fault)
            return;
        InfoFault = null;
        InfoGate?.Wait(TimeSpan.FromSeconds(10));
        throw fault;
    }

    public int Opened { get; set; }

    public int Resets { get; set; }

    /// <summary>Whether a session that opens gets no answer.</summary>
    public bool HangsOnOpen { get; set; }

    /// <summary>Whether resolving a request gets no answer.</summary>
    public bool HangsOnResolve { get; set; }

    /// <summary>Waits until the call is cancelled, if it is to hang.</summary>
    public Task HangAsync(bool hangs, CancellationToken cancellation) => WaitAsync(hangs ? new TaskCompletionSource() : null, cancellation);

    /// <summary>Failures of the next openings.</summary>
    public ConcurrentQueue<SessionFailure> OpenFailures { get; } = new();

    /// <summary>
    /// Whether the game has states: a state is what was applied since the beginning, a line each. Off for a dialect that cannot save.
    /// </summary>
    public bool Saves { get; init; } = true;

    public SessionResult<byte[]> Save()
    {
        lock (Applied)
        {
            return Saves
                ? Encoding.UTF8.GetBytes(string.Concat(Applied.Select(input => $"{input}\n")).PadLeft(1))
                : new SessionFailure(ReplyCode.NotSupported, "scripted: cannot save");
        }
    }

    public SessionResult<SessionInfo> Load(ReadOnlyMemory<byte> state, SessionInfo info)
    {
        if (!Saves)
            return new SessionFailure(ReplyCode.NotSupported, "scripted: cannot load");
        lock (Applied)
        {
            Applied.Clear();
            Applied.AddRange(Encoding.UTF8.GetString(state.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return info;
        }
    }

    /// <summary>How resets end; null when they succeed.</summary>
    public SessionFailure? ResetFailure { get; set; }

    /// <summary>Resets wait until <see cref="OpenResets"/>.</summary>
    public void CloseResets() => _resetGate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void OpenResets() => _resetGate?.SetResult();

    public async Task<SessionFailure?> ResetAsync(CancellationToken cancellation)
    {
        await WaitAsync(_resetGate, cancellation);
        Reset();
        return ResetFailure;
    }

    private void Reset()
    {
        lock (Applied)
        {
            Resets++;
            if (ForgetsOnReset)
                Applied.Clear();
        }
    }

    /// <summary>
    /// Whether a reset clears the record of what was applied, as in a real game. Off by default, so that the record covers the whole test.
    /// </summary>
    public bool ForgetsOnReset { get; init; }

    public void Fail(params ScriptedFault[] faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
    }

    /// <summary>How many requests wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Inputs that the server does not take; a request with one of them is refused whole.</summary>
    public Func<string, bool> Refuses { get; set; } = static _ => false;

    /// <summary>Requests with inputs wait until <see cref="Open"/>.</summary>
    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the waiting requests go on, and holds later ones.</summary>
    public void LetThrough()
    {
        var gate = _gate;
        Close();
        gate?.SetResult();
    }

    /// <summary>Questions wait until <see cref="OpenQuestions"/>.</summary>
    public void CloseQuestions() => _questionGate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void OpenQuestions() => _questionGate?.SetResult();

    public void Open()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    public async ValueTask<SendStatus> SendAsync(SendTicket ticket, CancellationToken cancellation)
    {
        Array.Fill(ticket.Applied, SendTicket.NotKnown);
        lock (Applied)
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        try
        {
            await WaitAsync(_gate, cancellation);
        }
        finally
        {
            lock (Applied)
                _atOnce--;
        }

        Array.Clear(ticket.Applied);
        lock (Applied)
        {
            Requests.Add(ticket.Inputs.Count);
            if (ticket.Inputs.Any(input => Refuses(ticket.Write?.Text ?? input.ToString())))
            {
                ticket.Failure = new SessionFailure(ReplyCode.InvalidRequest, "scripted: refused");
                return SendStatus.NotSent;
            }

            _faults.TryDequeue(out var fault);
            return Apply(ticket, fault);
        }
    }

    public async Task<SessionResult<SessionState>> GetStateAsync(CancellationToken cancellation)
    {
        await WaitAsync(_questionGate, cancellation);
        return new SessionState(Encoding.UTF8.GetBytes($$"""{"applied":{{Applied.Count}}}"""), null);
    }

    private async Task WaitAsync(TaskCompletionSource? gate, CancellationToken cancellation)
    {
        if (gate is null)
            return;
        Interlocked.Increment(ref _waiting);
        try
        {
            await gate.Task.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private SendStatus Apply(SendTicket ticket, ScriptedFault fault)
    {
        switch (fault)
        {
            case ScriptedFault.NotConnected:
                ticket.Failure = new SessionFailure(ReplyCode.ServerUnreachable, "scripted: no connection");
                return SendStatus.NotSent;
            case ScriptedFault.LostBefore:
                ticket.Failure = new SessionFailure(ReplyCode.ServerTimeout, "scripted: lost before");
                return SendStatus.Unanswered;
            case ScriptedFault.LostAfter:
                ApplyFirst(ticket, ticket.Inputs.Count);
                ticket.Failure = new SessionFailure(ReplyCode.ServerTimeout, "scripted: lost after");
                return SendStatus.Unanswered;
            case ScriptedFault.HalfApplied:
                ApplyFirst(ticket, ticket.Inputs.Count / 2);
                ticket.Failure = new SessionFailure(ReplyCode.ServerError, "scripted: half");
                return SendStatus.Unanswered;
            case ScriptedFault.Failed:
                ticket.Failure = new SessionFailure(ReplyCode.ServerError, "scripted: failed before");
                return SendStatus.NotSent;
            case ScriptedFault.Unknowable or ScriptedFault.Died or ScriptedFault.DiedHalfway:
                var known = fault == ScriptedFault.DiedHalfway ? ticket.Inputs.Count / 2 : 0;
                ApplyFirst(ticket, known);
                ticket.Failure = new SessionFailure(ReplyCode.ServerUnreachable, $"scripted: {fault}");
                (((ScriptedTicket)ticket).Fault, ((ScriptedTicket)ticket).Known) = (fault, known);
                return SendStatus.Unanswered;
            default:
                ApplyFirst(ticket, ticket.Inputs.Count);
                return SendStatus.Answered;
        }
    }

    private void ApplyFirst(SendTicket ticket, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Applied.Add(ticket.Write?.Text ?? ticket.Inputs[i].ToString());
            ticket.Applied[i] = ticket.Inputs[i].Count;
            ticket.StateHash = ticket.Write is null ? null : $"after {Applied.Count}";
        }
    }

    internal sealed class ScriptedTicket : SendTicket
    {
        public ScriptedTicket(IReadOnlyList<InputSequence> inputs)
            : base(inputs)
        {
        }

        public ScriptedTicket(GameWrite write)
            : base(write)
        {
        }

        public ScriptedFault Fault { get; set; }

        /// <summary>How many of its inputs were answered before the server died.</summary>
        public int Known { get; set; }
    }
}
