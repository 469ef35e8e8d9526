using ActorInput.Contracts.Fleet;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace ActorInput.Actors.Fleet;

/// <summary>
/// Regularly asks the other nodes that own emulators whether they still count this node as a member, and keeps the <see cref="FenceGate"/> open as
/// long as a majority does.
/// </summary>
/// <remarks>
/// The answer counts from the moment of the question, on this node's monotonic clock. So a frozen node is not misled by answers that arrived while it
/// slept. The gate closes <see cref="FenceOptions.After"/> after the last question that a majority answered. That is before the other nodes can have
/// removed the node and given its emulators away.
/// </remarks>
internal sealed class FenceActor : UntypedActor, IWithTimers
{
    /// <summary>The actor's name, the same on every node.</summary>
    public const string Name = "fence";

    private const int MostOpen = 32;
    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly FenceGate _gate;
    private readonly FenceOptions _options;
    private readonly TimeProvider _time;
    private readonly string _role;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<long, Question> _open = [];
    private long _number;
    private bool _wasOpen;

    public FenceActor(FenceGate gate, FenceOptions options, TimeProvider time, string role) =>
        (_gate, _options, _time, _role) = (gate, options, time, role);

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        var self = Self;
        _cluster.RegisterOnMemberUp(() => self.Tell(PulseTick.Instance));
        Timers.StartPeriodicTimer("pulse", PulseTick.Instance, _options.Interval);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PulseTick:
                Ask();
                break;
            case Pulse pulse:
                if (Members().Any(member => member.UniqueAddress.Uid == pulse.NodeUid && member.Address == Sender.Path.Address))
                    Sender.Tell(new PulseAck(pulse.Number));
                break;
            case PulseAck ack:
                OnAck(ack);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private IEnumerable<Member> Members() => _cluster.State.Members.Where(member =>
        member.HasRole(_role) && member.Status is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Exiting);

    private void Ask()
    {
        if (_wasOpen && !_gate.IsOpen)
            _log.Warning("No majority of the nodes confirms this node as a member. It presses nothing until a majority does");
        _wasOpen = _gate.IsOpen;
        var members = Members().ToList();
        if (!members.Exists(member => member.UniqueAddress.Equals(_cluster.SelfUniqueAddress)))
            return;
        var question = new Question(_time.GetTimestamp(), members.Count);
        Judge(question);
        if (members.Count == 1)
            return;
        var number = ++_number;
        _open[number] = question;
        _open.Remove(number - MostOpen);
        foreach (var member in members.Where(member => !member.UniqueAddress.Equals(_cluster.SelfUniqueAddress)))
            Context.ActorSelection($"{member.Address}/user/{Name}").Tell(new Pulse(number, _cluster.SelfUniqueAddress.Uid));
    }

    private void OnAck(PulseAck ack)
    {
        if (!_open.TryGetValue(ack.Number, out var question) || !question.By.Add(Sender.Path.Address))
            return;
        Judge(question);
    }

    private void Judge(Question question)
    {
        if (2 * (question.By.Count + 1) <= question.Members)
            return;
        _gate.OpenUntil(question.AskedAt + (long)(_options.After.TotalSeconds * _time.TimestampFrequency));
        if (!_wasOpen && _gate.IsOpen)
            _wasOpen = true;
    }

    private sealed class Question(long askedAt, int members)
    {
        public long AskedAt { get; } = askedAt;

        public int Members { get; } = members;

        public HashSet<Address> By { get; } = [];
    }

    private sealed record PulseTick : INoSerializationVerificationNeeded
    {
        public static readonly PulseTick Instance = new();
    }
}
