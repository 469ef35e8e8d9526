using ActorInput.Actors.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Agents;

/// <summary>
/// Manages one lease of an agent: requests it, renews it, releases it. The lease ends when this actor stops, so a lease that nobody waits for any
/// more ends, whether or not it was already granted.
/// </summary>
/// <remarks>
/// It sends with itself as the sender, so that the broker has one address to answer to, even after repeated requests.
/// </remarks>
internal sealed class LeaseKeeper : UntypedActor, IWithTimers
{
    private static readonly TimeSpan ShortestRenewal = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BrokerMoves = TimeSpan.FromMilliseconds(200);

    private readonly AcquireLease _request;
    private readonly AgentOptions _options;
    private readonly IActorRef _broker;
    private readonly IActorRef _emulators;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<LeaseHold> _granted;
    private readonly CancellationToken _cancellation;
    private readonly long _since;
    private readonly Queue<long> _renewals = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private CancellationTokenRegistration _registration;
    private LeaseHold? _hold;
    private bool _releasing;

    /// <param name="request">The request, without the agent's path.</param>
    /// <param name="options">How often it asks and how long it waits.</param>
    /// <param name="broker">The lease broker.</param>
    /// <param name="emulators">The router to all emulators.</param>
    /// <param name="time">The clock.</param>
    /// <param name="granted">Completed with the lease, or fails with the reason why there is none.</param>
    /// <param name="cancellation">The caller stops waiting; ignored once the lease is granted.</param>
    public LeaseKeeper(
        AcquireLease request,
        AgentOptions options,
        IActorRef broker,
        IActorRef emulators,
        TimeProvider time,
        TaskCompletionSource<LeaseHold> granted,
        CancellationToken cancellation)
    {
        _request = request with { Agent = AgentPath.Of(Self) };
        (_options, _broker, _emulators, _time) = (options, broker, emulators, time);
        (_granted, _cancellation) = (granted, cancellation);
        _since = time.GetTimestamp();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        var self = Self;
        _registration = _cancellation.UnsafeRegister(_ => self.Tell(Cancel.Instance), null);
        Ask();
    }

    protected override void PostStop()
    {
        _registration.Dispose();
        _granted.TrySetException(new EmulatorPoolException(ReplyCode.ShuttingDown, "The agent's host is stopping; it gets no more leases."));
        _hold?.Lose("The agent's host stopped.");
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LeaseGranted granted:
                OnGranted(granted);
                break;
            case LeaseRefused refused when _hold is null:
                OnRefused(refused);
                break;
            case AskAgain when _hold is null:
                OnAskAgain();
                break;
            case Cancel when _hold is null:
                // The broker sees this actor stop: it removes the request from its queue and ends a lease that was just granted.
                _granted.TrySetCanceled(_cancellation);
                Context.Stop(Self);
                break;
            case Renew when !_releasing:
                _renewals.Enqueue(_time.GetTimestamp());
                _emulators.Tell(new RenewLease(_hold!.Token));
                break;
            case RequestFailed failed when _hold is not null:
                OnFailed(failed);
                break;
            case RunOut when !_releasing:
                _emulators.Tell(new ReleaseLease(_hold!.Token), ActorRefs.NoSender);
                Lose("Its emulator's owner did not answer in time to renew it.");
                break;
            case Release when !_releasing:
                OnRelease();
                break;
            case LeaseEnded when _releasing:
            case GiveUp:
                End(stood: true);
                break;
            case LeaseRefused or AskAgain or Cancel or Renew or RequestFailed or RunOut or Release or LeaseEnded:
                break; // Late messages of an earlier step, sent before it ended.
            default:
                Unhandled(message);
                break;
        }
    }

    private void Ask()
    {
        var left = _request.Timeout - _time.GetElapsedTime(_since);
        _broker.Tell(_request with { Timeout = left > TimeSpan.Zero ? left : TimeSpan.Zero });
        Timers.StartSingleTimer(AskAgain.Instance, AskAgain.Instance, _options.AskAgainAfter);
    }

    private void OnAskAgain()
    {
        var waited = _time.GetElapsedTime(_since);
        if (waited < _request.Timeout + _options.QueryTimeout)
        {
            Ask();
            return;
        }

        Refuse(
            ReplyCode.NodeUnreachable,
            $"No lease broker answered within {waited.TotalSeconds:0.#} s. Is this node in the cluster, and is there a node with the role 'emulator'? Call HealthCheck to find out.");
    }

    private void OnRefused(LeaseRefused refused)
    {
        if (refused.Code == ReplyCode.ShuttingDown)
            Timers.StartSingleTimer(AskAgain.Instance, AskAgain.Instance, BrokerMoves);
        else
            Refuse(refused.Code, refused.Detail);
    }

    private void Refuse(ReplyCode code, string detail)
    {
        _granted.TrySetException(new EmulatorPoolException(code, detail));
        Context.Stop(Self);
    }

    private void OnGranted(LeaseGranted granted)
    {
        if (_hold is null)
        {
            Timers.Cancel(AskAgain.Instance);
            _hold = new LeaseHold(granted.Token, Self);
            LastFrom(_time.GetTimestamp(), granted.ExpiresIn);
            _granted.TrySetResult(_hold);
        }
        else if (!granted.Token.Equals(_hold.Token))
        {
            // Two brokers had the request, and the first one's answer came.
            _emulators.Tell(new ReleaseLease(granted.Token), ActorRefs.NoSender);
        }
        else if (!_releasing && _renewals.TryDequeue(out var asked))
        {
            LastFrom(asked, granted.ExpiresIn);
        }
    }

    /// <summary>
    /// Counts from when the lease was requested, not from when the answer came, so that it does not end later here than at the
    /// owner.
    /// </summary>
    private void LastFrom(long asked, TimeSpan lasts)
    {
        var left = lasts - _time.GetElapsedTime(asked);
        var every = lasts / 3;
        Timers.StartPeriodicTimer(Renew.Instance, Renew.Instance, every > ShortestRenewal ? every : ShortestRenewal);
        Timers.StartSingleTimer(RunOut.Instance, RunOut.Instance, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private void OnFailed(RequestFailed failed)
    {
        _renewals.TryDequeue(out _);
        if (failed.Code == ReplyCode.StaleLease && _releasing)
            End(stood: false);
        else if (failed.Code == ReplyCode.StaleLease)
            Lose(failed.Detail);
        else
            _log.Debug("The lease {Lease}: {Code}, {Detail}", _hold!.Token, failed.Code, failed.Detail); // The renewal is repeated until the lease's time is up.
    }

    private void Lose(string because)
    {
        _log.Warning("The lease {Lease} was lost: {Problem}", _hold!.Token, because);
        _hold.Lose(because);
        Context.Stop(Self);
    }

    private void OnRelease()
    {
        _releasing = true;
        Timers.CancelAll();
        _emulators.Tell(new ReleaseLease(_hold!.Token));
        Timers.StartSingleTimer(GiveUp.Instance, GiveUp.Instance, _options.ReleaseTimeout);
    }

    private void End(bool stood)
    {
        _hold!.End(stood);
        Context.Stop(Self);
    }

    /// <summary>The agent releases the lease.</summary>
    internal sealed record Release : INoSerializationVerificationNeeded
    {
        public static readonly Release Instance = new();
    }

    private sealed record Cancel : INoSerializationVerificationNeeded
    {
        public static readonly Cancel Instance = new();
    }

    private sealed record AskAgain : INoSerializationVerificationNeeded
    {
        public static readonly AskAgain Instance = new();
    }

    private sealed record Renew : INoSerializationVerificationNeeded
    {
        public static readonly Renew Instance = new();
    }

    private sealed record RunOut : INoSerializationVerificationNeeded
    {
        public static readonly RunOut Instance = new();
    }

    private sealed record GiveUp : INoSerializationVerificationNeeded
    {
        public static readonly GiveUp Instance = new();
    }
}
