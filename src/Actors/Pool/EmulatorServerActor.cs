using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Pool;

/// <summary>
/// Keeps one emulator server process running: starts it, checks its health, ends it when it hangs, and restarts it after a wait that grows with each
/// consecutive failure.
/// </summary>
internal sealed class EmulatorServerActor : UntypedActor, IWithTimers
{
    private const string StartTimer = "start";
    private const string HealthTimer = "health";
    private readonly int _server;
    private readonly int _games;
    private readonly PoolOptions _options;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly FailureRecord _failures;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stopped = new();
    private EmulatorServerProcess? _process;
    private IReadOnlyList<Uri> _addresses = [];
    private long _answeredAt;
    private bool _asking;
    private string? _said;
    private int _run;

    public EmulatorServerActor(int server, int games, PoolOptions options, HttpClient http, TimeProvider time)
    {
        _server = server;
        _games = games;
        _options = options;
        _http = http;
        _time = time;
        _failures = new FailureRecord(options, time, Random.Shared);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Start();

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        _run++;
        _process?.Dispose();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StartTick:
                Start();
                break;
            case ServerMessages.StartNow:
                StartNow();
                break;
            case Ready ready when ready.Run == _run:
                OnReady(ready.Games);
                break;
            case StatesDiffer differ when differ.Run == _run:
                _log.Warning("Emulator server {Server}: the states of its cartridge cannot be trusted: {Detail}", _server + 1, differ.Detail);
                break;
            case Exited exited when exited.Run == _run:
                Fail(exited.Epitaph);
                break;
            case NotReadyTick tick when tick.Run == _run && _addresses.Count == 0:
                Fail($"The emulator server process {_process?.Id} was not ready within {_options.StartTimeout.TotalSeconds} s.");
                break;
            case HealthTick:
                AskHealth();
                break;
            case Health health when health.Run == _run:
                OnHealth(health);
                break;
            case Ready or StatesDiffer or Exited or NotReadyTick or Health:
                break; // A message of an earlier process.
            default:
                Unhandled(message);
                break;
        }
    }

    private void Start()
    {
        var run = ++_run;
        var self = Self;
        try
        {
            _process = EmulatorServerProcess.Start(
                _options.ServerCommand!,
                _games,
                games => self.Tell(new Ready(run, games)),
                detail => self.Tell(new StatesDiffer(run, detail)),
                epitaph => self.Tell(new Exited(run, epitaph)),
                _time);
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            Fail($"'{_options.ServerCommand!.Program}' could not be started: {fault.Message}");
            return;
        }

        _log.Debug("Emulator server {Server} starts as process {Process} with {Games} games", _server + 1, _process.Id, _games);
        Timers.StartSingleTimer(StartTimer, new NotReadyTick(run), _options.StartTimeout);
    }

    private void StartNow()
    {
        _failures.Forget();
        if (_process is not null)
            return; // It runs, or is starting.
        Timers.Cancel(StartTimer);
        Start();
    }

    private void OnReady(IReadOnlyList<Uri> games)
    {
        Timers.Cancel(StartTimer);
        _addresses = games;
        _said = null;
        _answeredAt = _time.GetTimestamp();
        _asking = false;
        Timers.StartPeriodicTimer(HealthTimer, HealthTick.Instance, _options.HealthInterval);
        Context.Parent.Tell(new ServerMessages.ServerReady(_server, games));
    }

    /// <summary>
    /// Logs a failure once as a warning: a server that cannot start is tried again and again, and the text differs only in the process id.
    /// </summary>
    private void Say(string what)
    {
        var reason = what.Replace($" {_process?.Id} ", " ", StringComparison.Ordinal);
        if (string.Equals(reason, _said, StringComparison.Ordinal))
            _log.Debug("Emulator server {Server} failed again: {Failure}", _server + 1, what);
        else
            _log.Warning("Emulator server {Server} failed and is started again: {Failure}", _server + 1, what);
        _said = reason;
    }

    private void Fail(string what)
    {
        Say(what);
        Timers.CancelAll();
        _run++; // Ignore later messages of the process.
        _process?.Dispose();
        _process = null;
        _addresses = [];
        Context.Parent.Tell(new ServerMessages.ServerFailed(_server, new SessionFailure(ReplyCode.ServerUnreachable, what)));
        Timers.StartSingleTimer(StartTimer, StartTick.Instance, _failures.Note() ?? _options.MaxBackoff);
    }

    /// <summary>
    /// A health check does not use the games' threads, so a slow action does not delay its answer. The answer says for each game how long it has been
    /// busy without progress.
    /// </summary>
    private void AskHealth()
    {
        if (_time.GetElapsedTime(_answeredAt) > _options.HungAfter)
        {
            Fail($"The emulator server process {_process?.Id} has not answered for {_options.HungAfter.TotalSeconds} s and was ended.");
            return;
        }

        if (_asking)
            return;
        _asking = true;
        var run = _run;
        _ = AskAsync(_addresses, _stopped.Token).PipeTo(Self, success: stuck => new Health(run, true, stuck), failure: _ => new Health(run, false, null));
    }

    /// <summary>The address of a game that makes no progress, or null.</summary>
    private async Task<Uri?> AskAsync(IReadOnlyList<Uri> games, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(_options.HungAfter, _time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        foreach (var game in games)
        {
            var health = await _http.GetFromJsonAsync<JsonElement>(new Uri(game, "health"), bound.Token);
            if (health.GetProperty("busy").GetBoolean() && health.GetProperty("sinceProgressMs").GetDouble() > _options.HungAfter.TotalMilliseconds)
                return game;
        }

        return null;
    }

    private void OnHealth(Health health)
    {
        _asking = false;
        if (health.Answered)
            _answeredAt = _time.GetTimestamp();
        if (health.Stuck is { } game)
            Fail($"The game at {game} made no progress for {_options.HungAfter.TotalSeconds} s; its process {_process?.Id} was ended.");
    }

    private sealed record StartTick : INoSerializationVerificationNeeded
    {
        public static readonly StartTick Instance = new();
    }

    private sealed record HealthTick : INoSerializationVerificationNeeded
    {
        public static readonly HealthTick Instance = new();
    }

    private sealed record NotReadyTick(int Run) : INoSerializationVerificationNeeded;

    private sealed record Ready(int Run, IReadOnlyList<Uri> Games) : INoSerializationVerificationNeeded;

    private sealed record StatesDiffer(int Run, string Detail) : INoSerializationVerificationNeeded;

    private sealed record Exited(int Run, string Epitaph) : INoSerializationVerificationNeeded;

    private sealed record Health(int Run, bool Answered, Uri? Stuck) : INoSerializationVerificationNeeded;
}
