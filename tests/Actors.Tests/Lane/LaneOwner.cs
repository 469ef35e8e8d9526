using System.Collections.Concurrent;
using ActorInput.Actors.Lane;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Lane;

/// <summary>Sends over a link as a router would, and remembers what came of it.</summary>
internal sealed class LaneOwner
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> _moved = new();
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<(string[] NeverSent, string[] FateUnknown)> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private int _wanted = int.MaxValue;

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

    /// <summary>What was lost with the link.</summary>
    public Task<(string[] NeverSent, string[] FateUnknown)> LostAsync() => Within(_lost.Task, "the link to end");

    /// <summary>Sends these, waiting for room where there is none.</summary>
    public async Task SendAsync(int from, int count)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        using var bound = new CancellationTokenSource(Bound);
        for (var i = from; i < from + count; i++)
        {
            while (!Link.TrySend(LaneNode.Input(i), ReplyTo))
                await poll.WaitForNextTickAsync(bound.Token);
        }
    }

    /// <summary>Waits until so many messages are answered or came back as moved.</summary>
    public async Task AnsweredAsync(int count)
    {
        Volatile.Write(ref _wanted, count);
        if (Volatile.Read(ref _count) >= count)
            _enough.TrySetResult();
        await Within(_enough.Task.ContinueWith(_ => true, TaskScheduler.Default), $"{count} answers");
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
        if (Interlocked.Increment(ref _count) >= Volatile.Read(ref _wanted))
            _enough.TrySetResult();
    }

    private async Task<T> Within<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Bound);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Waited {Bound} for {what}; {_count} answered, {Link.InFlight} in flight.", late);
        }
    }
}
