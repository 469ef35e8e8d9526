using System.Collections.Concurrent;
using System.Text;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>A game in memory that keeps the truth of what was applied, and fails as it is told.</summary>
internal sealed class ScriptedGame
{
    private readonly ConcurrentQueue<ScriptedFault> _faults = new();
    private TaskCompletionSource? _gate;
    private int _waiting;

    /// <summary>Inputs as they were applied, in order.</summary>
    public List<string> Applied { get; } = [];

    /// <summary>How many inputs each request had.</summary>
    public List<int> Requests { get; } = [];

    public string Life { get; set; } = "life-1";

    public string Dialect { get; init; } = "actorinput";

    public bool Chords { get; init; } = true;

    /// <summary>Thrown by whoever asks for the session's info.</summary>
    public Exception? InfoFault { get; set; }

    public int Opened { get; set; }

    public int Resets { get; set; }

    /// <summary>Failures of the next openings.</summary>
    public ConcurrentQueue<SessionFailure> OpenFailures { get; } = new();

    /// <summary>The state is what was applied since the beginning, a line each; off for a dialect that cannot save.</summary>
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

    public void Reset()
    {
        lock (Applied)
        {
            Resets++;
            if (ForgetsOnReset)
                Applied.Clear();
        }
    }

    /// <summary>Whether a reset forgets what was applied, as a real one does; off, so that the truth of a whole run can be seen.</summary>
    public bool ForgetsOnReset { get; init; }

    public void Fail(params ScriptedFault[] faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
    }

    /// <summary>Requests that wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Requests wait until <see cref="Open"/>.</summary>
    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    public async ValueTask<SendStatus> SendAsync(SendTicket ticket, CancellationToken cancellation)
    {
        if (_gate is { } gate)
        {
            Interlocked.Increment(ref _waiting);
            await gate.Task.WaitAsync(cancellation);
            Interlocked.Decrement(ref _waiting);
        }

        lock (Applied)
        {
            Requests.Add(ticket.Inputs.Count);
            _faults.TryDequeue(out var fault);
            return Apply(ticket, fault);
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
            case ScriptedFault.Unknowable or ScriptedFault.Died:
                ticket.Failure = new SessionFailure(ReplyCode.ServerUnreachable, $"scripted: {fault}");
                (ticket as ScriptedTicket)!.Fault = fault;
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
            Applied.Add(ticket.Inputs[i].ToString());
            ticket.Applied[i] = ticket.Inputs[i].Count;
        }
    }

    internal sealed class ScriptedTicket(IReadOnlyList<InputSequence> inputs) : SendTicket(inputs)
    {
        public ScriptedFault Fault { get; set; }
    }
}
