using ActorInput.Actors.Hosting;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using CsCheck;

namespace ActorInput.Actors.Tests.Hosting;

public sealed class LinkedMessageQueueTests() : TestKit("""
    linked { type = Dispatcher, executor = default-executor, mailbox-type = "ActorInput.Actors.Hosting.LinkedMailbox, ActorInput.Actors" }
    """)
{
    [Fact]
    public void AnyUse_ByOneThread_IsThatOfADeque() => Gen.Int[0, 3].Array[0, 200].Sample(steps =>
    {
        var queue = new LinkedMessageQueue();
        var model = new LinkedList<object>();
        foreach (var (step, i) in steps.Select((step, i) => (step, i)))
        {
            if (step == 0)
            {
                queue.EnqueueFirst(new Envelope(i, ActorRefs.NoSender));
                model.AddFirst(i);
            }
            else if (step == 1)
            {
                queue.Enqueue(ActorRefs.Nobody, new Envelope(i, ActorRefs.NoSender));
                model.AddLast(i);
            }
            else
            {
                Assert.Equal(model.Count > 0, queue.TryDequeue(out var envelope));
                Assert.Equal(model.First?.Value, envelope.Message);
                if (model.Count > 0)
                    model.RemoveFirst();
            }

            Assert.Equal(model.Count, queue.Count);
            Assert.Equal(model.Count > 0, queue.HasMessages);
        }
    });

    /// <summary>
    /// What Akka's dispatcher relies on: of a sender that enqueues and then looks whether the mailbox is scheduled, and a run that ends by marking it idle
    /// and then looks for messages, at least one sees the other. Otherwise the message waits until another one comes.
    /// </summary>
    [Fact]
    public async Task Enqueue_WhileARunEnds_TheSenderSeesItIdleOrTheRunSeesTheMessage()
    {
        const int Rounds = 300_000;
        const int Scheduled = 1;
        var queues = Enumerable.Range(0, Rounds).Select(_ => new LinkedMessageQueue()).ToArray();
        var status = Enumerable.Repeat(Scheduled, Rounds).ToArray();
        var (sawScheduled, sawNothing) = (new bool[Rounds], new bool[Rounds]);
        var arrived = 0;
        await Task.WhenAll(Start(Send), Start(End));
        Assert.DoesNotContain(Enumerable.Range(0, Rounds), round => sawScheduled[round] && sawNothing[round]);

        void Send(int round)
        {
            queues[round].Enqueue(ActorRefs.Nobody, new Envelope("message", ActorRefs.NoSender));
            sawScheduled[round] = Volatile.Read(ref status[round]) == Scheduled;
        }

        void End(int round)
        {
            Interlocked.Exchange(ref status[round], 0);
            sawNothing[round] = !queues[round].HasMessages;
        }

        Task Start(Action<int> play) => Task.Factory.StartNew(
            () =>
            {
                for (var round = 0; round < Rounds; round++)
                {
                    // Both begin each round at the same moment, as far as two processors can.
                    Interlocked.Increment(ref arrived);
                    var spins = new SpinWait();
                    while (Volatile.Read(ref arrived) < 2 * (round + 1))
                    {
                        if (spins.Count < 50)
                            spins.SpinOnce(sleep1Threshold: -1);
                        else
                            Thread.Yield();
                    }

                    play(round);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    [Fact]
    public async Task Actor_ToldByManyThreads_GetsAllAndEachThreadsInOrder()
    {
        const int Threads = 4;
        const int Each = 50_000;
        var actor = Sys.ActorOf(Akka.Actor.Props.Create(() => new OrderKeeper(Threads * Each, TestActor)).WithDispatcher("linked"));
        var tellers = Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
                actor.Tell((thread, i));
        }));
        await Task.WhenAll(tellers);
        Assert.Equal("in order", await ExpectMsgAsync<string>(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Actor_ThatStashes_GetsItBackInOrderAndBeforeTheRest()
    {
        var actor = Sys.ActorOf(Akka.Actor.Props.Create(() => new Stasher(TestActor)).WithDispatcher("linked"));
        foreach (var message in (object[])[1, 2, 3, "open", 4])
            actor.Tell(message);
        Assert.Equal(1, await ExpectMsgAsync<int>(TimeSpan.FromSeconds(20)));
        Assert.Equal(2, await ExpectMsgAsync<int>(TimeSpan.FromSeconds(20)));
        Assert.Equal(3, await ExpectMsgAsync<int>(TimeSpan.FromSeconds(20)));
        Assert.Equal(4, await ExpectMsgAsync<int>(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Actor_Stopped_LeavesWhatItHasToDeadLetters()
    {
        await EventFilter.DeadLetter<string>(message => message == "late").ExpectOneAsync(TimeSpan.FromSeconds(20), () =>
        {
            var actor = Sys.ActorOf(Akka.Actor.Props.Create(() => new Stasher(TestActor)).WithDispatcher("linked"));
            actor.Tell(PoisonPill.Instance);
            actor.Tell("late");
            return Task.CompletedTask;
        });
    }

    private sealed class OrderKeeper(int expected, IActorRef report) : UntypedActor
    {
        private readonly Dictionary<int, int> _next = [];
        private int _got;

        protected override void OnReceive(object message)
        {
            var (thread, i) = ((int, int))message;
            if (_next.GetValueOrDefault(thread) != i)
                report.Tell($"thread {thread}: {i} in place of {_next.GetValueOrDefault(thread)}");
            _next[thread] = i + 1;
            if (++_got == expected)
                report.Tell("in order");
        }
    }

    private sealed class Stasher(IActorRef report) : UntypedActor, IWithStash
    {
        private bool _open;

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            if (message is "open")
            {
                _open = true;
                Stash.UnstashAll();
            }
            else if (_open)
            {
                report.Tell(message);
            }
            else
            {
                Stash.Stash();
            }
        }
    }
}
