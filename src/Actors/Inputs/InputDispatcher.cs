using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Sends dispatches to the emulator server, finds out what was applied when no answer came, and reports to the actor. It handles one dispatch at a
/// time, because the stream calls it with a parallelism of one. It never throws: an exception would end the stream and leave its callers waiting.
/// </summary>
/// <remarks>After a failure the queue is on hold before the actor is told, so that nothing is sent until the actor has decided.</remarks>
internal sealed class InputDispatcher
{
    private readonly IEmulatorSession _session;
    private readonly InputQueue _queue;
    private readonly InputSender _sender;
    private readonly InputServices _services;
    private readonly IActorRef _owner;
    private readonly int _retries;
    private readonly int _sessionNumber;
    private readonly CancellationToken _cancellation;
    private GameCommands? _commands;
    private ExecutionRunner? _executions;

    /// <param name="session">The session.</param>
    /// <param name="queue">The queue from which inputs are taken.</param>
    /// <param name="options">Bounds of the session.</param>
    /// <param name="services">What the node's emulators share.</param>
    /// <param name="owner">The emulator's actor.</param>
    /// <param name="sessionNumber">The session's number.</param>
    /// <param name="cancellation">The session is closed.</param>
    public InputDispatcher(
        IEmulatorSession session, InputQueue queue, SessionOptions options, InputServices services, IActorRef owner, int sessionNumber, CancellationToken cancellation)
    {
        (_session, _queue, _services, _owner, _retries, _sessionNumber, _cancellation) = (session, queue, services, owner, options.Retries, sessionNumber, cancellation);
        _sender = new InputSender(session, queue.Gauge, options, services, sessionNumber, cancellation);
    }

    // Made when needed: most emulators are never reset and run no executions.
    private GameCommands Commands => _commands ??= new GameCommands(_session, _services.Gate, _services.Checkpoints, _owner, _services.Time, _cancellation);

    private ExecutionRunner Executions => _executions ??= new ExecutionRunner(_session, _queue, _sender, Commands, _retries, _sessionNumber, _cancellation);

    /// <summary>Sends a dispatch to the emulator server and reports the result to the actor.</summary>
    public async Task RunAsync(Dispatch dispatch)
    {
        DispatchDone done;
        try
        {
            done = dispatch.Command is QueuedExecution execution ? await Executions.RunAsync(dispatch, execution)
                : dispatch.Command is { } command ? await ExecuteAsync(dispatch, command)
                : dispatch.Inputs.Count == 0 ? new DispatchDone(_sessionNumber, dispatch, [])
                : await _sender.SendAsync(dispatch);
        }
        catch (Exception fault)
        {
            var failure = new SessionFailure(
                _cancellation.IsCancellationRequested ? ReplyCode.ShuttingDown : ReplyCode.ServerError, $"The request failed: {fault.Message}");
            var verdicts = new Verdict[dispatch.Inputs.Count];
            Array.Fill(verdicts, new Verdict(VerdictKind.Unknown, 0, failure));
            done = new DispatchDone(_sessionNumber, dispatch, verdicts)
            {
                Failure = failure,
                SessionLost = true,
                Answer = dispatch.Command is { } lost ? new RequestFailed(lost.Request.Emulator, failure.Code, failure.Detail) : null,
            };
        }

        if (done.Held && !_cancellation.IsCancellationRequested)
            _queue.Hold(); // Not after the session was closed: a newer session may already send, and nobody would release the hold.
        dispatch.Done = done;
        _queue.Returned(() => _owner.Tell(done));
    }

    private async Task<DispatchDone> ExecuteAsync(Dispatch dispatch, QueuedCommand command)
    {
        var request = command.Request;
        var emulator = request.Emulator;
        var (answer, failure) = request switch
        {
            GetState => From(await _session.GetStateAsync(_cancellation), state => new StateReply(emulator, state.Json, state.StateHash)),
            GetScreen => From(await _session.GetScreenAsync(_cancellation), png => new ScreenReply(emulator, png)),
            ReadMemory memory => From(
                await _session.ReadMemoryAsync(new MemoryRange(memory.Address, memory.Length) { Bank = memory.Bank }, _cancellation),
                bytes => new MemoryReply(emulator, memory.Address, bytes) { Bank = memory.Bank }),
            ReadBattery => From(await _session.ReadBatteryAsync(_cancellation), bytes => new BatteryReply(emulator, bytes)),
            ResetGame => await Commands.ResetAsync(emulator),
            SaveCheckpoint save => await Commands.SaveAsync(save, command),
            LoadCheckpoint load => await Commands.LoadAsync(emulator, load.Name),
            _ => (new RequestFailed(emulator, ReplyCode.InvalidRequest, $"{request.GetType().Name} is not known."), null),
        };
        if (failure is null)
            return new DispatchDone(_sessionNumber, dispatch, []) { Answer = answer };

        // A question changes nothing, so only a lost server matters; after a failed reset the game's state is unknown.
        var lost = failure.EndsSession || request is ResetGame or LoadCheckpoint;
        return new DispatchDone(_sessionNumber, dispatch, [])
        {
            Answer = new RequestFailed(emulator, failure.Code, failure.Detail),
            Failure = lost ? failure : null,
            SessionLost = lost,
        };
    }

    private static (object? Answer, SessionFailure? Failure) From<T>(SessionResult<T> result, Func<T, object> reply)
        where T : class =>
        result.Value is { } value ? (reply(value), null) : (null, result.Failure);
}
