using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Connects an emulator's queue with its server: the open session, and the stream while the emulator is active. Only its actor uses it.
/// </summary>
internal sealed class InputLine(InputQueue queue, EmulatorOptions options, InputServices services, IActorRef owner) : IDisposable
{
    private volatile InputDispatcher? _dispatcher; // There while the emulator is active: most of thousands of emulators are idle.
    private CancellationTokenSource? _cancellation;
    private InputPipeline? _pipeline;
    private long _activeAt;
    private bool _oneByOne;

    /// <summary>Counts the sessions, so that a late result is not taken for one of the present session.</summary>
    public int SessionNumber { get; private set; }

    /// <summary>The open session, or null.</summary>
    public IEmulatorSession? Session { get; private set; }

    /// <summary>Whether each input has its own request.</summary>
    public bool OneByOne
    {
        get => _oneByOne;
        set => queue.OneByOne = _oneByOne = value;
    }

    /// <summary>Opens a session with the game at the address, for <see cref="Use"/>. The queue stays on hold until the actor releases it.</summary>
    public async Task<SessionOpened> Open(Uri address, long atLeastEpoch)
    {
        Close();
        var number = SessionNumber;
        var cancellation = _cancellation = new CancellationTokenSource();
        using var timer = new CancellationTokenSource(options.Session.OpenTimeout, services.Time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation.Token, timer.Token);
        try
        {
            var opened = await services.Sessions.OpenAsync(address, options.Session, atLeastEpoch, bound.Token);
            if (opened.Value is not { } session)
                return new SessionOpened(number, opened);
            var recent = await session.GetRecentAsync(bound.Token);
            return recent.Failure is { } failure ? new SessionOpened(number, failure) : new SessionOpened(number, opened) { Recent = recent.Value! };
        }
        catch (OperationCanceledException)
        {
            return new SessionOpened(number, new SessionFailure(
                ReplyCode.ServerTimeout, $"{address} did not open a session within {options.Session.OpenTimeout.TotalSeconds} s."));
        }
        catch (Exception fault)
        {
            return new SessionOpened(number, new SessionFailure(ReplyCode.ServerError, $"{address} did not open a session: {fault.Message}"));
        }
    }

    /// <summary>Sends by this session from now on. It is the one that the last <see cref="Open"/> opened.</summary>
    public void Use(IEmulatorSession session)
    {
        Session = session;
        // What the opening registered with its own stays in it: 144 bytes for each of thousands of idle emulators.
        _cancellation?.Dispose();
        _cancellation = new CancellationTokenSource();
        if (_pipeline is not null)
            _dispatcher = NewDispatcher(session); // The stream goes on with this session.
    }

    /// <summary>Ends the session. A request in flight is given up; its result still comes, with the number of an earlier session.</summary>
    public void Close()
    {
        queue.Hold();
        SessionNumber++;
        _cancellation?.Cancel();
        _cancellation?.Dispose();
        _cancellation = null;
        _dispatcher = null;
        Session?.Dispose();
        Session = null;
    }

    /// <summary>Starts the stream if there is none. True when it did.</summary>
    public bool Activate()
    {
        _activeAt = services.Time.GetTimestamp();
        if (_pipeline is not null || Session is null)
            return false;
        _dispatcher ??= NewDispatcher(Session);
        _pipeline = InputPipeline.Start(queue, services.Timer, Send, services.Materializer);
        return true;
    }

    /// <summary>Releases the stream when nothing has happened for the configured time. True when there is no stream any more.</summary>
    public bool ReleaseIfIdle(TimeSpan idle)
    {
        if (_pipeline is null)
            return true;
        if (!queue.IsEmpty || queue.Outstanding is not null || services.Time.GetElapsedTime(_activeAt) < idle)
            return false;
        Interrupt();
        _dispatcher = null; // Nothing was taken that it would have to send.
        return true;
    }

    /// <summary>Ends the stream.</summary>
    public void Interrupt()
    {
        _pipeline?.Dispose();
        _pipeline = null;
    }

    public void Dispose()
    {
        Close();
        Interrupt();
    }

    private InputDispatcher NewDispatcher(IEmulatorSession session) => new(session, queue, options.Session, services, owner, SessionNumber, _cancellation!.Token);

    private Task Send(Dispatch dispatch) => _dispatcher?.RunAsync(dispatch) ?? Undo(dispatch);

    /// <summary>The session closed after the dispatch was taken and before it was sent: nothing was sent.</summary>
    private Task Undo(Dispatch dispatch)
    {
        var failure = new SessionFailure(ReplyCode.ServerUnreachable, "The session closed before the request was sent.");
        var verdicts = new Verdict[dispatch.Inputs.Count];
        Array.Fill(verdicts, new Verdict(VerdictKind.MayGoAgain, 0, failure));
        var done = new DispatchDone(-1, dispatch, verdicts)
        {
            Failure = failure,
            SessionLost = true,
            Answer = dispatch.Command is { } command and not QueuedExecution ? new RequestFailed(command.Request.Emulator, failure.Code, failure.Detail) : null,
        };
        dispatch.Done = done;
        queue.Returned(() => owner.Tell(done));
        return Task.CompletedTask;
    }
}
