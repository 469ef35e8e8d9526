using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>The owners, played by the test, and the agents.</summary>
public sealed partial class LeaseBrokerActorTests
{
    private bool _grantsPending;

    private AcquireLease Any(TimeSpan timeout = default) => new($"request-{++_requests}") { Timeout = timeout };

    private IActorRef CreateBroker() => Sys.ActorOf(Props.Create(() => new LeaseBrokerActor(_owners, _fleet, _options, TimeProvider.System)));

    private async Task OpenAsync()
    {
        _broker = CreateBroker();
        for (var i = 0; i < _fleet.Emulators.Count; i++)
            await NextAsync<GetLease>();
    }

    private async Task StopBrokerAsync()
    {
        Watch(_broker);
        Sys.Stop(_broker);
        await ExpectTerminatedAsync(_broker, Bound);
    }

    private TestProbe Ask(AcquireLease request)
    {
        var agent = CreateTestProbe();
        _broker.Tell(request, agent);
        return agent;
    }

    private async Task<LeaseGranted> AcquireAsync(AcquireLease request)
    {
        var agent = Ask(request);
        await NextAsync<OfferLease>();
        return await GrantedAsync(agent);
    }

    private static async Task<LeaseGranted> GrantedAsync(TestProbe agent) => await agent.ExpectMsgAsync<LeaseGranted>(Bound);

    private static async Task RefusedAsync(TestProbe agent, ReplyCode code, string detail)
    {
        var refused = await agent.ExpectMsgAsync<LeaseRefused>(Bound);
        Assert.Equal(code, refused.Code);
        Assert.Contains(detail, refused.Detail, StringComparison.Ordinal);
    }

    /// <summary>Takes the next request to an owner, does it and answers it.</summary>
    private async Task<T> NextAsync<T>()
        where T : IWithEmulatorId
    {
        var message = await _owners.ExpectMsgAsync<T>(Bound);
        Do(message);
        return message;
    }

    /// <summary>Answers requests to owners until the agent has its lease.</summary>
    private async Task PlayOwnersAsync(TestProbe agent)
    {
        await PlayOwnersUntilAsync(agent);
        await GrantedAsync(agent);
    }

    /// <summary>Answers requests to owners until the agent has an answer.</summary>
    private async Task PlayOwnersUntilAsync(TestProbe agent) => await AwaitConditionAsync(
        () =>
        {
            while (_owners.HasMessages)
                Do(_owners.ReceiveOne(Bound) as IWithEmulatorId ?? throw new InvalidOperationException("an owner was asked nothing"));
            return Task.FromResult(agent.HasMessages);
        },
        Bound);

    private void Do(IWithEmulatorId message)
    {
        var desk = Desk(message.Emulator);
        if (message is OfferLease { Lease: { ExpiresAt: null } offer })
            desk.Grant(offer, isPending: _grantsPending);
        else if (message is OfferLease { Lease: var lost })
            desk.Restore(new LeaseRecord(lost.Emulator, lost.Epoch, lost));
        else if (message is EndLease end)
            desk.End(end.Token);
        _owners.Reply(Report(message.Emulator));
    }

    /// <summary>The holder releases its lease, and the owner reports it.</summary>
    private void Free(LeaseToken token)
    {
        Assert.Null(Desk(token.Emulator).Release(token));
        _broker.Tell(Report(token.Emulator));
    }

    /// <summary>All inputs from before the lease are done, and the owner reports it.</summary>
    private void Begin(EmulatorId emulator)
    {
        Desk(emulator).Begin();
        _broker.Tell(Report(emulator));
    }

    private void Enter(EmulatorId emulator, EmulatorState state)
    {
        _emulators[emulator] = (state, "DEMO");
        _broker.Tell(Report(emulator));
    }

    private LeaseReport Report(EmulatorId emulator)
    {
        var (state, cartridge) = _emulators.TryGetValue(emulator, out var own) ? own : (EmulatorState.Ready, "DEMO");
        return new LeaseReport(Desk(emulator).Record, state) { Cartridge = cartridge, IsPending = Desk(emulator).IsPending };
    }

    private LeaseDesk Desk(EmulatorId emulator) =>
        _desks.TryGetValue(emulator, out var desk) ? desk : _desks[emulator] = new LeaseDesk(emulator, _options, TimeProvider.System);
}
