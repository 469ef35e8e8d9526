using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Tests.Games;

public sealed class GameRunnerTests : IAsyncDisposable
{
    private readonly GameWorkers _workers = new(2);
    private readonly FakeGame _game = new();
    private readonly ArmedTimeProvider _time = new();
    private GameRunner? _runner;

    private GameRunner Runner => _runner ??= new GameRunner(_game, _workers, GameSpeed.Unlimited, _time);

    public async ValueTask DisposeAsync()
    {
        if (_runner is not null)
            await _runner.DisposeAsync();
        _workers.Dispose();
    }

    [Fact]
    public async Task Press_OfSeveralInputs_HoldsAndWaitsInOrder()
    {
        var frames = await PressAsync("A:3 B", "WAIT:7", "LEFT+UP");

        Assert.Equal(
            [
                (Button.A, 3, false), (Button.None, 20, false), (Button.B, 10, false), (Button.None, 20, false),
                (Button.None, 7, false), (Button.Left | Button.Up, 10, false), (Button.None, 20, true),
            ],
            _game.Runs);
        Assert.Equal(90, frames);
        Assert.Equal(90, Runner.FramesRun);
    }

    [Fact]
    public async Task Press_ExactFrames_HoldsAndRendersTheLastOfThem()
    {
        await PressAsync("A:2/0 [RIGHT]+B:3/4 [RIGHT]/0");

        Assert.Equal(
            [(Button.A, 2, false), (Button.Right | Button.B, 3, false), (Button.Right, 4, false), (Button.Right, 10, true)],
            _game.Runs);
    }

    [Fact]
    public async Task Press_LongerThanASlice_GivesTheSameStateAsInOnePiece()
    {
        await PressAsync("A:1000 WAIT:600 B");
        var whole = new FakeGame();
        whole.Run(Button.A, 1000, false);
        whole.Run(Button.None, 20 + 600, false);
        whole.Run(Button.B, 10, false);
        whole.Run(Button.None, 20, true);

        Assert.Equal(await Runner.RunAsync(State, default), State(whole));
        Assert.All(_game.Runs, run => Assert.InRange(run.Frames, 1, 256));
    }

    [Fact]
    public async Task Press_OfNoInputs_OnlyObserves()
    {
        Assert.Equal(0, await PressAsync());
        Assert.Empty(_game.Runs);
    }

    [Fact]
    public async Task Jobs_OfManyCallers_RunInOrderAndNeverTwoAtOnce()
    {
        var order = new List<int>();
        var jobs = new List<Task>();
        for (var i = 0; i < 200; i++)
        {
            var number = i;
            jobs.Add(i % 2 == 0
                ? Runner.RunAsync(_ => Note(order, number), default)
                : Runner.PressAsync([InputSequence.Parse("A:300")], new PressTiming(1, 1), _ => Note(order, number), default));
        }

        await Bounded.WaitAsync(Task.WhenAll(jobs), "not all jobs were done");
        Assert.Equal(Enumerable.Range(0, 200), order);
        Assert.False(_game.WasShared);
    }

    [Fact]
    public async Task Games_MoreThanWorkers_TakeTurnsBySlices()
    {
        using var single = new GameWorkers(1);
        var log = new List<int>();
        var games = new[] { new FakeGame(), new FakeGame() };
        for (var i = 0; i < games.Length; i++)
        {
            var number = i;
            games[i].OnRun = _ => log.Add(number);
        }

        await using var first = new GameRunner(games[0], single, GameSpeed.Unlimited, _time);
        await using var second = new GameRunner(games[1], single, GameSpeed.Unlimited, _time);
        var held = GameBarrier.In(games[0]);
        var start = first.PressAsync([InputSequence.Parse("WAIT:1")], PressTiming.PokemonGym, static _ => 0, default);
        await held.Reached;
        games[0].OnRun = _ => log.Add(0);
        var presses = new[] { first, second }
            .Select(r => r.PressAsync([InputSequence.Parse("WAIT:1024")], PressTiming.PokemonGym, static _ => 0, default))
            .ToArray();
        held.Open();
        await Bounded.WaitAsync(Task.WhenAll([start, .. presses]), "the presses did not end");

        // The second game was ready first, because the first was still in its earlier job.
        Assert.Equal([1, 0, 1, 0, 1, 0, 1, 0], log);
    }

    [Fact]
    public async Task Game_WithNoOtherWaiting_StaysOnItsThread()
    {
        var threads = new HashSet<int>();
        _game.OnRun = _ => threads.Add(Environment.CurrentManagedThreadId);
        await PressAsync("WAIT:25600");
        Assert.True(_game.Runs.Count >= 100, "The press was not cut into slices: the test does not see what it tests.");
        Assert.Single(threads);
    }

    [Fact]
    public async Task Job_ThatThrows_FaultsItsTaskAlone()
    {
        var failing = Runner.RunAsync<int>(static _ => throw new InvalidDataException("broken"), default);
        var next = PressAsync("A");

        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidDataException>(() => failing)).Message);
        Assert.Equal(30, await next);
    }

    [Fact]
    public async Task Press_InAGameThatFails_SaysHowFarItGot()
    {
        var calls = 0;
        _game.OnRun = _ =>
        {
            // The second press of the second input.
            if (++calls == 7)
                throw new InvalidDataException("core");
        };

        var failure = await Assert.ThrowsAsync<PressFailedException>(() => PressAsync("A B", "UP DOWN"));

        Assert.Equal((1, 1), (failure.InputsDone, failure.StepsDone));
        Assert.IsType<InvalidDataException>(failure.InnerException);
        Assert.False(Runner.IsBusy);
    }

    [Fact]
    public async Task Cancellation_BeforeTheJobBegins_SkipsIt()
    {
        var barrier = GameBarrier.In(_game);
        using var cancel = new CancellationTokenSource();
        var running = Runner.PressAsync([InputSequence.Parse("A")], PressTiming.PokemonGym, static _ => 0, cancel.Token);
        var waiting = Runner.PressAsync([InputSequence.Parse("B")], PressTiming.PokemonGym, static _ => 0, cancel.Token);
        await barrier.Reached;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        barrier.Open();

        await Bounded.WaitAsync(running, "a job that had begun did not end");
        await PressAsync("UP");
        Assert.DoesNotContain(_game.Runs, run => run.Buttons == Button.B);
        Assert.Contains(_game.Runs, run => run.Buttons == Button.A);
    }

    [Fact]
    public async Task BusyFor_OfAHangingGame_GrowsUntilItGetsOn()
    {
        Assert.Null(Runner.BusyFor);
        var barrier = GameBarrier.In(_game);
        var running = PressAsync("A");
        var second = PressAsync("A");
        await barrier.Reached;
        _time.Advance(TimeSpan.FromSeconds(42));

        Assert.True(Runner.IsBusy);
        Assert.Equal(1, Runner.Waiting);
        Assert.Equal(TimeSpan.FromSeconds(42), Runner.BusyFor);
        barrier.Open();
        await Bounded.WaitAsync(Task.WhenAll(running, second), "the presses did not end");
        await PressAsync();
        Assert.Null(Runner.BusyFor);
    }

    [Fact]
    public async Task Disposal_EndsTheSliceAndRefusesTheRest()
    {
        var barrier = GameBarrier.In(_game);
        var running = PressAsync("WAIT:1000");
        var waiting = PressAsync("A");
        await barrier.Reached;
        var disposal = Runner.DisposeAsync().AsTask();
        Assert.False(_game.IsDisposed);
        barrier.Open();

        await Bounded.WaitAsync(disposal, "disposal did not end");
        await Assert.ThrowsAsync<ObjectDisposedException>(() => running);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PressAsync("A"));
        Assert.True(_game.IsDisposed);
        Assert.Equal(256, _game.FramesRun);
    }

    [Theory]
    [InlineData(GameSpeed.RealTime, 1)]
    [InlineData(GameSpeed.X5, 5)]
    public async Task Press_Paced_TakesItsTimeBySlices(GameSpeed speed, int factor)
    {
        await using var paced = new GameRunner(_game, _workers, speed, _time);
        var started = _time.GetTimestamp();
        var press = paced.PressAsync([InputSequence.Parse("A")], PressTiming.PokemonGym, static g => g.FramesRun, default);
        var slice = 12 * factor;
        for (var frames = Math.Min(slice, 130); ; frames = Math.Min(frames + slice, 130))
        {
            var due = await _time.NextArmedAsync();
            Assert.Equal(frames, paced.FramesRun);
            Assert.False(press.IsCompleted);
            _time.Advance(due);
            var elapsed = _time.GetElapsedTime(started).TotalMilliseconds;
            Assert.InRange(elapsed - (frames / (59.7275 * factor) * 1000), -0.01, 1.01);
            if (frames == 130)
                break;
        }

        Assert.Equal(130, await Bounded.WaitAsync(press, "the press did not end when it was due"));
    }

    [Fact]
    public async Task Disposal_OfAPacedPressThatWaits_DoesNotWaitForIt()
    {
        var paced = new GameRunner(_game, _workers, GameSpeed.RealTime, _time);
        var press = paced.PressAsync([InputSequence.Parse("A")], PressTiming.PokemonGym, static _ => 0, default);
        await _time.NextArmedAsync();

        await Bounded.WaitAsync(paced.DisposeAsync().AsTask(), "disposal waited for the clock");
        await Assert.ThrowsAsync<ObjectDisposedException>(() => press);
    }

    private static int Note(List<int> order, int number)
    {
        order.Add(number);
        return number;
    }

    private static byte[] State(IGame game)
    {
        var state = new byte[game.StateSize];
        game.SaveState(state);
        return state;
    }

    private Task<long> PressAsync(params string[] inputs) => Runner.PressAsync(
        [.. inputs.Select(text => InputSequence.Parse(text))], new PressTiming(10, 20), static game => game.FramesRun, default);
}
