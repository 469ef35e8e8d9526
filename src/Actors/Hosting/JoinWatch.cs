using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace ActorInput.Actors.Hosting;

/// <summary>
/// Logs repeatedly, until the node is a member, which nodes it tried to join and what is probably wrong with each. A refused node gets no message
/// from the nodes that refuse it.
/// </summary>
/// <remarks>
/// It uses remoting's events about connections. A node of a cluster with another name accepts the connection, drops the messages, and reports that
/// only in its own log; from here it looks like a node that is reached and does not answer.
/// </remarks>
internal sealed class JoinWatch : UntypedActor, IWithTimers
{
    /// <summary>How long joining may take before the first log line, and the time between two lines.</summary>
    public static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, string?> _failures = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Address> _seeds;
    private readonly TimeProvider _time;
    private readonly TimeSpan _tellEvery;
    private readonly long _since;

    /// <param name="seeds">The nodes that it tries to join.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tellEvery">See <see cref="TellEvery"/>.</param>
    public JoinWatch(IReadOnlyList<Address> seeds, TimeProvider time, TimeSpan tellEvery)
    {
        (_seeds, _time, _tellEvery) = (seeds, time, tellEvery);
        _since = time.GetTimestamp();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(AssociationEvent));
        var self = Self;
        _cluster.RegisterOnMemberUp(() => self.Tell(Joined.Instance));
        Timers.StartPeriodicTimer(Tell.Instance, Tell.Instance, _tellEvery);
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case AssociatedEvent { IsInbound: false } reached:
                _failures[HostAndPort(reached.RemoteAddress)] = null;
                break;
            case AssociationErrorEvent { IsInbound: false } failed:
                _failures[HostAndPort(failed.RemoteAddress)] = failed.Cause.GetBaseException().Message.TrimEnd('.');
                break;
            case AssociationEvent:
                break;
            case Tell:
                _log.Warning("{Problem}", Describe());
                break;
            case Joined:
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private string Describe()
    {
        var waited = _time.GetElapsedTime(_since);
        var unreachable = string.Join(", ", _cluster.State.Unreachable.Select(member => HostAndPort(member.Address)));
        return _cluster.State.Members.Any(member => member.UniqueAddress.Equals(_cluster.SelfUniqueAddress))
            ? $"The cluster has known this node for {waited.TotalSeconds:0.#} s and has not made it a member yet{(unreachable.Length > 0 ? $": {unreachable} cannot be reached" : "")}."
            : $"This node has not joined the cluster '{_cluster.SelfAddress.System}' within {waited.TotalSeconds:0.#} s. It tried {string.Join("; ", Others().Select(Describe))}.";
    }

    private IEnumerable<string> Others() => _seeds.Where(seed => !seed.Equals(_cluster.SelfAddress)).Select(HostAndPort);

    private string Describe(string seed) => !_failures.TryGetValue(seed, out var failure) ? $"{seed}, from which nothing has been heard"
        : failure is not null ? $"{seed}, which could not be reached: {failure}"
        : $"{seed}, which is reached and does not answer: its cluster has another name (ClusterName), or it has not joined one itself";

    private static string HostAndPort(Address address) => $"{address.Host}:{address.Port}";

    private sealed record Tell : INoSerializationVerificationNeeded
    {
        public static readonly Tell Instance = new();
    }

    private sealed record Joined : INoSerializationVerificationNeeded
    {
        public static readonly Joined Instance = new();
    }
}
