using System.Collections.Concurrent;
using ActorInput.Actors.Lane;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Lane;

/// <summary>Sends over a link as a router would, and records the results.</summary>
internal sealed class LaneOwner
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> _moved = new();
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<(string[] NeverSent, string[] FateUnknown)> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private TaskCompletionSource? _enough;
    private int _count;
    private int _wanted;

    public LaneOwner(LaneNode node, LaneAddress to)
    {
        ReplyTo = node.Listener(told => Answered(((InputReply)told).Detail!));
        Link = node.Hub.Connect(to, new LaneCallbacks(
            (pending, reply) =>
            {
                Assert.Equal(ReplyCode.Moved, ((InputReply)reply).Code);
                _moved.Enqueue(LaneNode.IdOf(pending.Message));
                Counted();
            },
            (neverSent, fateUnknown) => _lost.SetResult((Ids(neverSent), Ids(fateUnknown)))));
    }

    public LaneLink Link { get; }

    public IActorRef ReplyTo { get; }

    /// <summary>Ids that came back as moved, in order.</summary>
    public IReadOnlyCollection<string> Moved => _moved;

    /// <summary>How often each id was answered.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>The messages that were lost with the link.</summary>
    public Task<(string[] NeverSent, string[] FateUnknown)> LostAsync() => _lost.Task.Within(Bound, "the link's end");

    /// <summary>Sends these messages, and waits for room when there is none.</summary>
    public async Task SendAsync(int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            var input = LaneNode.Input(i);
            if (!Link.TrySend(input, ReplyTo))
                await Awaiting.UntilAsync(() => Link.TrySend(input, ReplyTo), Bound, $"room for message {i}", () => $"{Link.InFlight} are in flight.");
        }
    }

    /// <summary>Waits until a number of messages are answered or came back as moved.</summary>
    public async Task AnsweredAsync(int count)
    {
        TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_count >= count)
                return;
            (_wanted, _enough) = (count, enough);
        }

        await enough.Task.Within(Bound, $"{count} answers", () => $"{_count} answered, {Link.InFlight} in flight.");
    }

    public static string[] Ids(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"{i}")];

    private static string[] Ids(IReadOnlyList<LanePending> pending) => [.. pending.Select(p => LaneNode.IdOf(p.Message))];

    private void Answered(string id)
    {
        _answers.AddOrUpdate(id, 1, (_, count) => count + 1);
        Counted();
    }

    private void Counted()
    {
        lock (_lock)
        {
            if (++_count >= _wanted)
                _enough?.TrySetResult();
        }
    }
}
