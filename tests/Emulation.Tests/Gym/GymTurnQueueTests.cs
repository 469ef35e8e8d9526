using ActorInput.Emulation.Gym;

namespace ActorInput.Emulation.Tests.Gym;

public sealed class GymTurnQueueTests
{
    [Fact]
    public async Task Turns_ManyWaiting_AreTakenOneAtATimeInOrder()
    {
        var queue = new GymTurnQueue(1_001);
        var first = new TaskCompletionSource();
        var taken = new List<int>();
        var running = 0;
        var turns = new List<Task<GymAnswer?>> { queue.RunAsync(async () => { await first.Task; return default; }) };
        for (var i = 0; i < 1_000; i++)
        {
            var n = i;
            turns.Add(queue.RunAsync(async () =>
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                await Task.Yield();
                taken.Add(n);
                Interlocked.Decrement(ref running);
                return default;
            }));
        }

        Assert.Null(await queue.RunAsync(() => throw new InvalidOperationException("Must not run.")));
        first.SetResult();
        await Task.WhenAll(turns).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(Enumerable.Range(0, 1_000), taken);
    }

    [Fact]
    public async Task Turn_ThatFails_LetsTheNextOneIn()
    {
        var queue = new GymTurnQueue(1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.RunAsync(() => throw new InvalidOperationException("As wanted.")));

        Assert.NotNull(await queue.RunAsync(() => Task.FromResult(new GymAnswer(200, default))));
    }
}
