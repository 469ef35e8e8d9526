using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Lane;

/// <summary>Accepts clients on any carrier, and keeps their sessions as long as they may come back. Safe to call from any thread.</summary>
/// <param name="context">The node.</param>
/// <param name="deliver">Gets each request, with the actor to answer; must not block.</param>
internal sealed class LaneReception(LaneContext context, Action<IWireMessage, IActorRef> deliver)
{
    /// <summary>Most sessions. A node has one with each other node, and for a while one with each earlier process of it.</summary>
    private const int MostSessions = 4_096;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, LaneServerSession> _sessions = [];

    /// <summary>The address at which clients may connect, as they are told. Port 0: none.</summary>
    public (string Host, int Port) Endpoint { get; set; } = ("", 0);

    /// <summary>Decides about a hello.</summary>
    /// <returns>The answer, with the session that continues if the client is welcome. Null: the client has sent a newer hello; no answer.</returns>
    /// <exception cref="InvalidDataException">The hello is not for this cluster; no answer.</exception>
    public (LaneWelcome Welcome, LaneServerSession? Session)? Meet(LaneHello hello)
    {
        if (!string.Equals(hello.Cluster, context.Cluster, StringComparison.Ordinal))
            throw new InvalidDataException($"it is of the cluster '{hello.Cluster}'; this is '{context.Cluster}'");
        if (hello.ServerUid != context.NodeUid)
            return (Answer(LaneVerdict.WrongNode, 0), null);
        lock (_lock)
        {
            if (!_sessions.TryGetValue(hello.Session, out var session))
            {
                if (!hello.IsNew)
                    return (Answer(LaneVerdict.Forgotten, 0), null);
                if (_sessions.Count >= MostSessions)
                    throw new InvalidDataException($"there are {MostSessions} sessions already");
                session = new LaneServerSession(hello, context.Provider, context.Options, deliver, Forget, context.Log, context.Time);
                _sessions.Add(hello.Session, session);
            }

            if (hello.Attempt <= session.LastAttempt)
                return null;
            session.LastAttempt = hello.Attempt;
            return (Answer(LaneVerdict.Welcome, session.Detach()), session);
        }
    }

    /// <summary>Takes what a client's lane sent by Akka.Remote.</summary>
    /// <param name="frames">Frames, or a hello.</param>
    /// <param name="client">The client's lane.</param>
    /// <param name="self">This node's.</param>
    /// <exception cref="InvalidDataException">The client breaks the protocol.</exception>
    public void Received(LaneFrames frames, IActorRef client, IActorRef self)
    {
        var bytes = frames.Frames.Span;
        if (LaneFormat.TryRead(ref bytes, context.Options.MaxFrameBytes, out var kind, out var body) && kind == LaneFrameKind.Hello)
        {
            Hear(LaneFormat.ReadHello(kind, body), client, self);
            return;
        }

        LaneServerSession? session;
        lock (_lock)
            _sessions.TryGetValue(frames.Session, out session);
        if (session is null)
        {
            Tell(client, self, frames.Session, frames.Attempt, Answer(LaneVerdict.Forgotten, 0));
        }
        else if (session.Current is { Carrier.IsConnection: false } current && current.Attempt == frames.Attempt)
        {
            session.ReceiveLossy(current, frames.First, frames.Frames.Span);
            session.AcknowledgeAgain();
        }
    }

    /// <summary>Does the sessions' periodic work.</summary>
    public void Tick()
    {
        foreach (var session in All())
            session.Tick();
    }

    /// <summary>Ends all sessions.</summary>
    public void End()
    {
        foreach (var session in All())
            session.End();
    }

    private void Hear(LaneHello hello, IActorRef client, IActorRef self)
    {
        if (Meet(hello) is not { } met)
            return;
        Tell(client, self, hello.Session, hello.Attempt, met.Welcome);
        var carrier = new AkkaCarrier(client, self, hello.Session, hello.Attempt, fromServer: true);
        met.Session?.Attach(carrier, hello.Attempt, met.Welcome.Received, hello.Received);
    }

    private static void Tell(IActorRef client, IActorRef self, long session, long attempt, LaneWelcome welcome) =>
        client.Tell(new LaneFrames(session, attempt, FromServer: true, First: 0, LaneFormat.Write(welcome)), self);

    private LaneWelcome Answer(LaneVerdict verdict, long received) =>
        new(verdict, context.NodeUid, received, Endpoint.Port, Endpoint.Host);

    private LaneServerSession[] All()
    {
        lock (_lock)
            return [.. _sessions.Values];
    }

    private void Forget(LaneServerSession session)
    {
        lock (_lock)
            _sessions.Remove(session.Id);
    }
}
