using System.Diagnostics.Metrics;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Telemetry;
using ActorInput.Actors.Tests.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Streams;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Inputs;

/// <summary>
/// How long opening a session and asking about a lost request may take, and how long a stream stays, with a clock that the test sets.
/// </summary>
public sealed class InputLineTimeTests : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly Uri Address = new("http://scripted/");
    private readonly FakeTimeProvider _time = new();
    private readonly EmulatorOptions _options = new();
    private readonly ScriptedGame _game = new();
    private readonly WindowTimer _timer;
    private readonly InputQueue _queue;
    private readonly InputLine _line;

    public InputLineTimeTests()
        : base("akka.loglevel = OFF")
    {
        var metrics = new ActorInputMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        _timer = new WindowTimer(_time);
        _queue = new InputQueue(_options.Buffering, _time);
        _line = new InputLine(_queue, _options, new InputServices(new ScriptedSessionFactory(_game), _timer, metrics, _time, Sys.Materializer()), TestActor);
    }

    [Fact]
    public async Task Open_ServerDoesNotAnswer_EndsAtTheTimeoutAndNotBefore()
    {
        _game.HangsOnOpen = true;
        var opening = _line.Open(Address, atLeastEpoch: 1);
        _time.Advance(_options.Session.OpenTimeout - Tick);
        Assert.False(opening.IsCompleted);
        _time.Advance(Tick);
        var failure = (await opening.WaitAsync(Bound)).Result.Failure;
        Assert.Equal(ReplyCode.ServerTimeout, failure!.Code);
        Assert.Contains("did not open a session within 30 s", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NobodyTellsWhatBecameOfARequest_IsUnknownAtTheTimeoutAndNotBefore()
    {
        _game.HangsOnResolve = true;
        _game.Fail(ScriptedFault.Unknowable);
        await OpenAsync();
        Add();
        await AwaitConditionAsync(() => Task.FromResult(_game.Waiting == 1), Bound);
        _time.Advance(_options.Session.ReconcileTimeout - Tick);
        Assert.NotNull(_queue.Outstanding);
        Assert.Equal(1, _game.Waiting);
        _time.Advance(Tick);
        Assert.True((await ExpectMsgAsync<DispatchDone>(Bound)).SessionLost);
    }

    [Fact]
    public async Task ReleaseIfIdle_TimeSinceTheLastActivity_DecidesByTheClock()
    {
        await OpenAsync();
        Add();
        await ExpectMsgAsync<DispatchDone>(Bound);
        _time.Advance(_options.Buffering.ReleaseAfter - Tick);
        Assert.False(_line.ReleaseIfIdle(_options.Buffering.ReleaseAfter));
        _time.Advance(Tick);
        Assert.True(_line.ReleaseIfIdle(_options.Buffering.ReleaseAfter));
    }

    protected override void AfterAll()
    {
        _line.Dispose();
        base.AfterAll();
        _timer.Dispose();
    }

    private async Task OpenAsync()
    {
        var opened = (await _line.Open(Address, atLeastEpoch: 1).WaitAsync(Bound)).Result;
        Assert.Null(opened.Failure);
        _line.Use(opened.Value!);
        _queue.Release();
        _line.Activate();
    }

    private void Add() =>
        _queue.Add(new QueuedInput(InputSequence.Parse("A"), InputTerms.Default, 1, ActorRefs.Nobody) { AcceptedAt = _time.GetTimestamp() });
}
