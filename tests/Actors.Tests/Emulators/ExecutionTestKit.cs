using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>An emulator's actor with a scripted game and a checkpoint store.</summary>
public abstract class ExecutionTestKit : TestKit
{
    private TestProbe? _pool;

    protected ExecutionTestKit()
        : base("akka.loglevel = WARNING")
    {
        Settings.Emulator.Session.RetryDelay = TimeSpan.FromMilliseconds(1);
        Store = Sys.ActorOf(Props.Create(() => new CheckpointStore(new CheckpointOptions(), () => Array.Empty<CheckpointPeer>())));
    }

    protected static EmulatorId Emu { get; } = EmulatorId.Parse("emu-1");

    protected static TimeSpan Bound { get; } = TimeSpan.FromSeconds(10);

    protected ActorInputOptions Settings { get; } = new() { Emulators = ["emu-1"] };

    protected TestProbe Pool => _pool ??= CreateTestProbe("pool");

    protected IActorRef Store { get; }

    internal ScriptedGame Game { get; } = new() { ForgetsOnReset = true };

    internal WindowTimer Timer { get; } = new(TimeProvider.System);

    protected override void AfterAll()
    {
        base.AfterAll();
        Timer.Dispose();
    }

    protected static RunBatch Run(params string[] inputs) =>
        new(Emu, "run-1", InputBatch.Of(inputs.Select(input => InputSequence.Parse(input))), DispatchMode.Coalesced, InputTerms.Default);

    protected static Task<BatchExecution> RunAsync(IActorRef emulator, RunBatch run) => emulator.Ask<BatchExecution>(run, Bound);

    protected static Task<InputReply> SendAsync(IActorRef emulator, string input) => emulator.Ask<InputReply>(new SendInput(Emu, InputSequence.Parse(input)), Bound);

    protected static Task<EmulatorStatus> StatusAsync(IActorRef emulator) => emulator.Ask<EmulatorStatus>(new GetStatus(Emu), Bound);

    protected Task RunningAsync() => AwaitConditionAsync(() => Task.FromResult(Game.Waiting > 0), Bound);

    private protected Task<IActorRef> StartAsync(ScriptedGame? game = null) => StartAsync(ScriptedServices.Create(Settings, game ?? Game, Timer, Pool, Sys, Store));

    private protected async Task<IActorRef> StartAsync(EmulatorActorServices services)
    {
        var emulator = Sys.ActorOf(EmulatorActor.Props("emu-1", services), "emu-1");
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        await AwaitAssertAsync(async () => Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State), Bound);
        return emulator;
    }
}
