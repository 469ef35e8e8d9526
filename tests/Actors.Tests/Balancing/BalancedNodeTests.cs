using ActorInput.Actors.Balancing;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Load;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Tests.Agents;
using ActorInput.Actors.Tests.Wire;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorInput.Actors.Tests.Balancing;

/// <summary>A whole node with three scripted games: submit, balance, run, observe.</summary>
[Collection(WireNode.Tests)]
public sealed class BalancedNodeTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly ScriptedGames _games = new();
    private IHost _host = null!;
    private IActorRef _balancer = null!;

    public async Task InitializeAsync()
    {
        var options = new ActorInputOptions { ClusterPort = 0, Emulators = ["emu-1", "emu-2", "emu-3"] };
        options.Pool.StaticSlots = ["http://a/", "http://b/", "http://c/"];
        options.Balancing.ReportInterval = TimeSpan.FromMilliseconds(50);
        options.Emulator.DrainTimeout = TimeSpan.FromMilliseconds(100);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IEmulatorSessionFactory>(_games);
        builder.Services.AddSingleton<IBalancingPolicy>(new OnlyThird());
        builder.Services.AddActorInput(options, (akka, _) => akka.ConfigureLoggers(loggers => loggers.ClearLoggers()));
        _host = builder.Build();
        await _host.StartAsync();
        _balancer = _host.Services.GetRequiredService<IRequiredActor<NodeBalancer>>().ActorRef;
        var load = _host.Services.GetRequiredService<ClusterLoad>();
        await Awaiting.UntilAsync(
            () => load.Now.Emulators.Count(place => place.Load.State == EmulatorState.Ready) == 3,
            Bound,
            "three emulators are reported as ready",
            () => string.Join(", ", load.Now.Emulators.Select(place => place.Load)));
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task SubmitBatches_ScatteredOverAll_RunFreshInOnePieceAndComeBackInOrder()
    {
        var batches = Enumerable.Range(1, 60).Select(i => Batch($"WAIT:{i}", "A", $"WAIT:{i + 1000}") with
        {
            ExecutionId = $"run-{i}",
            Start = "fresh",
            Observe = new ObservationRequest { StateHash = true },
        });
        var done = await _balancer.Ask<BatchExecutions>(new SubmitBatches([.. batches]), Bound);
        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"run-{i}"), done.Executions.Select(execution => execution.ExecutionId));
        Assert.All(done.Executions, execution => Assert.Equal((ExecutionStatus.Succeeded, 3, null), (execution.Status, execution.Applied, execution.Detail)));
        Assert.Equal(60, done.Executions.Select(execution => execution.Observations!.StateHash).Distinct().Count());
        Assert.Equal(3, done.Executions.Select(execution => execution.Emulator).Distinct().Count());

        // Each batch starts fresh, so a game contains exactly one whole batch.
        Assert.All(_games.All, game => Assert.Equal($"WAIT:{int.Parse(game.Applied[0][5..], null) + 1000}", game.Applied[2]));
        Assert.All(_games.All, game => Assert.Equal(3, game.Applied.Count));
    }

    [Fact]
    public async Task Submit_FromACheckpointOfAnotherEmulator_StartsThere()
    {
        var first = await SubmitAsync(Batch("UP", "DOWN") with { Emulator = EmulatorId.Parse("emu-1") });
        Assert.Equal(ExecutionStatus.Succeeded, first.Status);
        var emulators = _host.Services.GetRequiredService<IRequiredActor<EmulatorRouter>>().ActorRef;
        await emulators.Ask<CheckpointSaved>(new SaveCheckpoint(EmulatorId.Parse("emu-1"), "gate"), Bound);
        var second = await SubmitAsync(Batch("A") with { Start = "gate", Policy = "onlythird" });
        Assert.Equal((ExecutionStatus.Succeeded, "emu-3"), (second.Status, second.Emulator?.Value));
        Assert.Contains(_games.All, game => game.Applied.SequenceEqual(["UP", "DOWN", "A"]));
    }

    [Fact]
    public async Task Cancel_SequentialBatch_StopsBetweenInputsAndSaysHowFarItCame()
    {
        foreach (var game in _games.All)
            game.Close();
        var pending = SubmitAsync(Batch("A", "B", "UP") with { ExecutionId = "long", Start = "fresh", Mode = DispatchMode.Sequential });
        await Awaiting.UntilAsync(() => _games.All.Any(game => game.Waiting > 0), Bound, "a game has got the first input");
        var told = await _balancer.Ask<CommandDone>(new CancelBatch("long"), Bound);

        // The router keeps the order: when the emulator has answered this, it has received the cancellation.
        var emulators = _host.Services.GetRequiredService<IRequiredActor<EmulatorRouter>>().ActorRef;
        await emulators.Ask<EmulatorStatus>(new GetStatus(told.Emulator), Bound);
        await _balancer.Ask<RequestFailed>(new CancelBatch("long"), Bound);
        await emulators.Ask<EmulatorStatus>(new GetStatus(told.Emulator), Bound);
        foreach (var game in _games.All)
            game.Open();
        var done = await pending;
        Assert.Equal(ExecutionStatus.Cancelled, done.Status);
        Assert.Equal(1, done.Applied);
        Assert.Equal(["A"], _games.All.Single(game => game.Applied.Count > 0).Applied);
    }

    private static SubmitBatch Batch(params string[] inputs) => new(InputBatch.Of(inputs.Select(input => InputSequence.Parse(input))));

    private Task<BatchExecution> SubmitAsync(SubmitBatch batch) => _balancer.Ask<BatchExecution>(batch, Bound);

    private sealed class OnlyThird : IBalancingPolicy
    {
        public string Name => "OnlyThird";

        public BalancingCandidate Pick(IReadOnlyList<BalancingCandidate> candidates, long frames) =>
            candidates.Single(candidate => candidate.Load.Emulator.Value == "emu-3");
    }
}
