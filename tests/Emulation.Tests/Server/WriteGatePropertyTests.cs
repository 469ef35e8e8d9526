using System.Text;
using ActorInput.Emulation.Server.Writes;
using CsCheck;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>Random interleavings of writes, repeats and claims, and the rules that must always hold.</summary>
public sealed class WriteGatePropertyTests
{
    private static readonly Gen<Step> Steps = Gen.OneOf(
        Gen.Select(Gen.Long[0, 6], Gen.Long[1, 12], Gen.Int[1, 4], Gen.Int[0, 2])
            .Select(w => new Step(Kind.Write, w.Item1, w.Item2, w.Item3, w.Item4)),
        Gen.Int[0, 40].Select(i => new Step(Kind.Repeat, 0, 0, i, 0)),
        Gen.Int[0, 40].Select(_ => new Step(Kind.Finish, 0, 0, 0, 0)),
        Gen.Select(Gen.Long[-1, 6], Gen.Long[0, 6], Gen.Long[1, 10]).Select(c => new Step(Kind.Claim, c.Item1, c.Item3, 6, (int)c.Item2)));

    private enum Kind
    {
        Write,
        Repeat,
        Finish,
        Claim,
    }

    [Fact]
    public void Gate_UnderAnyInterleaving_AppliesOnceInOrderAndNeverForAStaleOwner() =>
        Steps.Array[1, 80].Sample(steps =>
        {
            var run = new Run();
            foreach (var step in steps)
                run.Take(step);
            run.FinishAll();
        });

    [Fact]
    public async Task Gate_UnderRacingThreads_AppliesEachSequenceOnce()
    {
        var gate = new WriteGate(10_000, 1 << 20);
        var applied = new List<WriteTag>();
        var repeats = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                var tag = new WriteTag(i / 500, (i % 500) + 1);
                var decision = gate.Begin(tag, 1, 0);
                if (decision.Verdict == WriteVerdict.Accepted)
                {
                    await decision.Ticket!.Turn;
                    applied.Add(tag);
                    gate.Complete(decision.Ticket, Answer(tag, 0), [new(1, 1)]);
                }
                else if (decision.Verdict == WriteVerdict.Repeated)
                {
                    Interlocked.Increment(ref repeats);
                    Assert.Equal(Answer(tag, 0).Body.ToArray(), (await decision.Ticket!.Answer).Body.ToArray());
                }
            }
        })));

        // Writes run one at a time, so a plain list is enough; it must have each tag once and in order.
        Assert.Equal(applied.Distinct(), applied);
        Assert.Equal(applied.OrderBy(t => t.Epoch).ThenBy(t => t.Sequence), applied);
        Assert.True(applied.Count + repeats <= 8_000);
        Assert.NotEmpty(applied);
    }

    private static WriteAnswer Answer(WriteTag tag, int content) => new(200, "text/plain", Encoding.UTF8.GetBytes($"{tag} {content}"));

    private sealed record Step(Kind Kind, long Epoch, long Sequence, int Count, int Content);

    /// <summary>One run: the gate, and what an observer knows.</summary>
    private sealed class Run
    {
        private readonly WriteGate _gate = new(mostRemembered: 8, mostBytes: 1 << 20);
        private readonly List<Step> _writes = [];
        private readonly Queue<WriteTicket> _accepted = new();
        private readonly Dictionary<WriteTag, int> _applied = [];
        private readonly List<(Step Claim, int AcceptedBefore, Task<ClaimOutcome> Outcome)> _claims = [];
        private readonly List<(Step Write, WriteTicket Ticket)> _repeats = [];
        private WriteTag _last = new(-1, 0);
        private long _newestClaimOver = -1;
        private int _finished;

        public void Take(Step step)
        {
            switch (step.Kind)
            {
                case Kind.Write:
                    _writes.Add(step);
                    Send(step);
                    break;
                case Kind.Repeat when _writes.Count > 0:
                    Send(_writes[step.Count % _writes.Count]);
                    break;
                case Kind.Finish when _accepted.Count > 0:
                    FinishOne();
                    break;
                case Kind.Claim:
                    Claim(step);
                    break;
            }
        }

        public void FinishAll()
        {
            while (_accepted.Count > 0)
                FinishOne();
            foreach (var (write, ticket) in _repeats)
            {
                Assert.True(ticket.Answer.IsCompletedSuccessfully);
                var expected = Answer(new WriteTag(write.Epoch, write.Sequence), write.Content);
                Assert.Equal(expected.Body.ToArray(), ticket.Answer.GetAwaiter().GetResult().Body.ToArray());
            }

            foreach (var (claim, _, outcome) in _claims)
                Check(claim, outcome);
        }

        private void Send(Step write)
        {
            var before = _gate.Current;
            var decision = _gate.Begin(new WriteTag(write.Epoch, write.Sequence), write.Count, (UInt128)write.Content);
            if (write.Epoch < before.Epoch)
                Assert.Equal(WriteVerdict.StaleEpoch, decision.Verdict);
            else if (write.Epoch > before.Epoch || write.Sequence > before.Sequence)
                Assert.Equal(WriteVerdict.Accepted, decision.Verdict);
            else
                Assert.NotEqual(WriteVerdict.Accepted, decision.Verdict);
            if (decision.Verdict == WriteVerdict.Accepted)
                _accepted.Enqueue(decision.Ticket!);
            else if (decision.Verdict == WriteVerdict.Repeated)
                _repeats.Add((write, decision.Ticket!));
            else
                Assert.Equal(before, _gate.Current);
        }

        private void FinishOne()
        {
            var ticket = _accepted.Dequeue();
            // Only the oldest write may run; the others wait for it.
            Assert.True(ticket.Turn.IsCompleted);
            Assert.All(_accepted, other => Assert.False(other.Turn.IsCompleted));
            Assert.True(ticket.Tag.Epoch >= _newestClaimOver, "a stale write was applied");
            for (var i = 0; i < ticket.Count; i++)
            {
                var tag = ticket.Tag with { Sequence = ticket.Tag.Sequence + i };
                Assert.True(tag.Epoch > _last.Epoch || (tag.Epoch == _last.Epoch && tag.Sequence > _last.Sequence), "out of order or twice");
                _last = tag;
                _applied.Add(tag, 1 + i);
            }

            var progress = Enumerable.Range(1, ticket.Count).Select(i => new WriteProgress(i, 9)).ToArray();
            _gate.Complete(ticket, Answer(ticket.Tag, (int)ticket.Content), progress);
            _finished++;
            EndClaims();
        }

        /// <summary>A claim completes exactly when all writes that were accepted before it have.</summary>
        private void EndClaims()
        {
            foreach (var (_, acceptedBefore, outcome) in _claims)
            {
                if (acceptedBefore > _finished)
                    Assert.False(outcome.IsCompleted);
                else
                    _newestClaimOver = Math.Max(_newestClaimOver, Result(outcome).Epoch);
            }
        }

        private void Claim(Step step)
        {
            var before = _gate.Current;
            long? held = step.Epoch < 0 ? null : step.Epoch;
            var claim = _gate.ClaimAsync(new WriteClaim(held, step.Content, new SequenceRange(1, step.Sequence, step.Count)));
            if (held is not null && held != before.Epoch)
            {
                Assert.False(claim.GetAwaiter().GetResult().IsGranted);
                Assert.Equal(before, _gate.Current);
                return;
            }

            Assert.True(_gate.Current.Epoch > Math.Max(before.Epoch, 1));
            Assert.True(_gate.Current.Epoch >= step.Content);
            _claims.Add((step, _finished + _accepted.Count, claim));
            EndClaims();
        }

        private void Check(Step claim, Task<ClaimOutcome> task)
        {
            var outcome = Result(task);
            Assert.Equal(claim.Count, outcome.Resolved.Count);
            foreach (var fate in outcome.Resolved)
            {
                // After the claim nothing of that epoch is applied, so the results at the end of the run are those at the claim.
                var was = _applied.TryGetValue(new WriteTag(1, fate.Sequence), out var steps);
                if (!fate.IsForgotten)
                    Assert.Equal(was ? new WriteProgress(steps, 9) : null, fate.Progress);
            }
        }

        /// <summary>Continuations run on other threads, but everything that they wait for has happened.</summary>
        private static T Result<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();
    }
}
