using System.Net;
using System.Text;
using ActorInput.Actors.Pool;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Pool;

/// <summary>The life of an emulator server's process: a shell takes its place, and the test answers its health probes.</summary>
public sealed class EmulatorServerActorTests : TestKit
{
    private const string Busy = """{"busy":true,"sinceProgressMs":50000}""";
    private const string SlowButAlive = """{"busy":true,"sinceProgressMs":400}""";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly Health _health = new();
    private readonly HttpClient _http;
    private readonly PoolOptions _options = new()
    {
        HealthInterval = TimeSpan.FromMilliseconds(100),
        HungAfter = TimeSpan.FromSeconds(10),
        MinBackoff = TimeSpan.FromMilliseconds(1),
        MaxBackoff = TimeSpan.FromMilliseconds(2),
        ServerCommand = Shell("""echo '{"ready":"http://games/","games":["http://games/1/","http://games/2/"]}'; cat > /dev/null"""),
    };

    public EmulatorServerActorTests()
        : base("akka.loglevel = OFF") => _http = new HttpClient(_health);

    [Fact]
    public async Task Start_ProcessSaysItIsReady_TellsTheAddressesOfItsGames()
    {
        Start();
        var ready = await ExpectMsgAsync<ServerMessages.ServerReady>(Bound);
        Assert.Equal(["http://games/1/", "http://games/2/"], ready.Games.Select(game => game.ToString()));
    }

    [Fact]
    public async Task StartNow_WhileItWaitsForItsNextStart_StartsAtOnce()
    {
        (_options.MinBackoff, _options.MaxBackoff) = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        _options.ServerCommand = Shell("exit 1");
        var server = Start();
        await ExpectMsgAsync<ServerMessages.ServerFailed>(Bound);
        server.Tell(ServerMessages.StartNow.Instance);
        await ExpectMsgAsync<ServerMessages.ServerFailed>(Bound);
    }

    [Fact]
    public async Task StartNow_WhileItRuns_LeavesItAlone()
    {
        var server = Start();
        await ExpectMsgAsync<ServerMessages.ServerReady>(Bound);
        server.Tell(ServerMessages.StartNow.Instance);
        await AwaitConditionAsync(() => Task.FromResult(_health.Asked >= 4), Bound);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Health_BusyAndProgressing_IsLeftAlone()
    {
        _health.Answer = SlowButAlive;
        Start();
        await ExpectMsgAsync<ServerMessages.ServerReady>(Bound);
        await AwaitConditionAsync(() => Task.FromResult(_health.Asked >= 20), Bound); // Ten times both games.
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Health_BusyWithoutProgress_ProcessIsEndedAndStartedAgain()
    {
        _health.Answer = Busy;
        Start();
        await ExpectMsgAsync<ServerMessages.ServerReady>(Bound);
        var failed = await ExpectMsgAsync<ServerMessages.ServerFailed>(Bound);
        Assert.Contains("http://games/1/", failed.Failure.Detail, StringComparison.Ordinal);
        Assert.Contains("no progress", failed.Failure.Detail, StringComparison.Ordinal);
        _health.Answer = SlowButAlive;
        await ExpectMsgAsync<ServerMessages.ServerReady>(Bound);
    }

    [Fact]
    public async Task Health_NotAnswered_ProcessIsEndedAndStartedAgain()
    {
        _health.Answer = null;
        _options.HungAfter = TimeSpan.FromMilliseconds(500);
        Start();
        await ExpectMsgAsync<ServerMessages.ServerReady>(Bound);
        var failed = await ExpectMsgAsync<ServerMessages.ServerFailed>(Bound);
        Assert.Contains("has not answered for 0.5 s", failed.Failure.Detail, StringComparison.Ordinal);
        _health.Answer = SlowButAlive;
        await ExpectMsgAsync<ServerMessages.ServerReady>(Bound);
    }

    [Fact]
    public async Task Process_EndsByItself_IsSaidWithItsLastWordsAndStartedAgain()
    {
        _options.ServerCommand = Shell("echo 'no such cartridge' >&2; exit 3");
        Start();
        for (var i = 0; i < 2; i++)
        {
            var failed = await ExpectMsgAsync<ServerMessages.ServerFailed>(Bound);
            Assert.Contains("ended: no such cartridge", failed.Failure.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Process_NeverReady_IsEndedInTime()
    {
        _options.StartTimeout = TimeSpan.FromMilliseconds(100);
        _options.ServerCommand = Shell("cat > /dev/null");
        Start();
        Assert.Contains("was not ready within 0.1 s", (await ExpectMsgAsync<ServerMessages.ServerFailed>(Bound)).Failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoSuchProgram_IsSaid()
    {
        _options.ServerCommand = new EmulatorServerCommand("/nowhere/emulator", []);
        Start();
        Assert.Contains("'/nowhere/emulator'", (await ExpectMsgAsync<ServerMessages.ServerFailed>(Bound)).Failure.Detail, StringComparison.Ordinal);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _http.Dispose();
    }

    private static EmulatorServerCommand Shell(string script) => new("/bin/sh", ["-c", script]);

    private TestActorRef<UntypedActor> Start() => ActorOfAsTestActorRef<UntypedActor>(
        Props.Create(() => new EmulatorServerActor(0, 2, _options, _http, TimeProvider.System)), TestActor);

    /// <summary>Gives the same answer to every health probe, or none.</summary>
    private sealed class Health : HttpMessageHandler
    {
        private int _asked;

        public string? Answer { get; set; } = SlowButAlive;

        public int Asked => Volatile.Read(ref _asked);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            if (Answer is { } answer)
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("It waits for ever.");
        }
    }
}
