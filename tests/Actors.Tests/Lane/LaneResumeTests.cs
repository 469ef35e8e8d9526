using ActorInput.Actors.Lane;
using ActorInput.Actors.Tests.Wire;
using Akka.Actor;
using CsCheck;

namespace ActorInput.Actors.Tests.Lane;

/// <summary>Between two living processes nothing is lost, doubled or put out of order, whatever happens to the connections between them.</summary>
[Collection(WireNode.Tests)]
public sealed class LaneResumeTests
{
    [Fact]
    public async Task Connections_CutAtRandomMoments_EachMessageArrivesAndIsAnsweredOnce()
    {
        const int Count = 4_000;
        await using var server = await LaneNode.StartAsync();
        await using var client = await LaneNode.StartAsync(options => options.Lane.ReconnectBackoff = TimeSpan.FromMilliseconds(10));
        var cuts = 0;

        // How much gets through between two cuts depends on the machine, so a round may have few messages.
        for (var round = 0; cuts <= 40 && round < 10; round++)
            await Gen.Int[0, int.MaxValue].SampleAsync(RunAsync, iter: 8, threads: 1);
        Assert.True(cuts > 40, $"Only {cuts} connections were cut: the test shows little.");

        async Task RunAsync(int seed)
        {
            server.Arrived.Clear();
            var chance = new Random(seed);
            await using var proxy = new CuttingProxy(server.Hub.Address.Port, () => chance.Next(4) == 0 ? chance.Next(300) : chance.Next(3_000));
            var owner = new LaneOwner(client, server.Hub.Address with { Port = proxy.Port });
            await owner.SendAsync(0, Count);
            await owner.AnsweredAsync(Count);
            Assert.Equal(LaneOwner.Ids(0, Count), server.Arrived);
            Assert.Equal(Count, owner.Answers.Count);
            Assert.All(owner.Answers.Values, times => Assert.Equal(1, times));
            owner.Link.Close();
            cuts += proxy.Cuts;
        }
    }

    [Fact]
    public async Task AkkaRemote_LosingAndDoublingMessages_EachMessageArrivesAndIsAnsweredOnce()
    {
        const int Count = 2_000;
        await using var server = await LaneNode.StartAsync(options => options.Lane.Enabled = false);
        await using var between = await WireNode.StartAsync();
        await using var client = await LaneNode.StartAsync(options => options.Lane.Enabled = false);
        var address = server.Hub.Address;
        between.System.ActorOf(Props.Create(() => new LossyRelay(address, 7)), LaneActor.Name);
        var lost = LossyRelay.Lost;
        var owner = new LaneOwner(client, address with { NodeAddress = between.Address.ToString() });
        for (var from = 0; from < Count; from += 50)
        {
            await owner.SendAsync(from, 50);
            await client.Until(() => server.Arrived.Count >= from - 100, "messages to arrive");
        }

        await owner.AnsweredAsync(Count);
        Assert.Equal(LaneOwner.Ids(0, Count), server.Arrived);
        Assert.Equal(Count, owner.Answers.Count);
        Assert.All(owner.Answers.Values, times => Assert.Equal(1, times));
        Assert.True(LossyRelay.Lost - lost > 5, $"Only {LossyRelay.Lost - lost} were lost: the test shows little.");
    }

    [Fact]
    public async Task Port_Unreachable_GoesByAkkaRemote()
    {
        await using var server = await LaneNode.StartAsync();
        await using var client = await LaneNode.StartAsync(options => options.Lane.ConnectTimeout = TimeSpan.FromMilliseconds(300));
        await using var shut = new CuttingProxy(server.Hub.Address.Port, () => 0);
        var owner = new LaneOwner(client, server.Hub.Address with { Port = shut.Port });
        await owner.SendAsync(0, 500);
        await owner.AnsweredAsync(500);
        Assert.Equal(LaneOwner.Ids(0, 500), server.Arrived);
        Assert.False(owner.Link.Current!.Carrier.IsConnection);
    }

    [Fact]
    public async Task Port_ReachableAgain_SwitchesOverWithoutLoss()
    {
        const int Count = 6_000;
        await using var server = await LaneNode.StartAsync();
        await using var client = await LaneNode.StartAsync(options => options.Lane.ReconnectBackoff = TimeSpan.FromMilliseconds(20));
        var isOpen = false;
        await using var door = new CuttingProxy(server.Hub.Address.Port, () => Volatile.Read(ref isOpen) ? long.MaxValue : 0);
        var owner = new LaneOwner(client, server.Hub.Address with { Port = door.Port });
        await owner.SendAsync(0, Count / 2);
        await client.Until(() => owner.Link.Current is { Carrier.IsConnection: false }, "the frames to go by Akka.Remote");
        Volatile.Write(ref isOpen, true);
        for (var from = Count / 2; from < Count; from += 50)
        {
            await owner.SendAsync(from, 50);
            await client.Until(() => owner.Link.InFlight < 200, "answers");
        }

        await client.Until(() => owner.Link.Current is { Carrier.IsConnection: true }, "the frames to go over the connection");
        await owner.SendAsync(Count, 100);
        await owner.AnsweredAsync(Count + 100);
        Assert.Equal(LaneOwner.Ids(0, Count + 100), server.Arrived);
        Assert.All(owner.Answers.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Port_NotKnown_IsAskedForByAkkaRemote()
    {
        await using var server = await LaneNode.StartAsync();
        await using var client = await LaneNode.StartAsync();
        var owner = new LaneOwner(client, new LaneAddress(server.Hub.Address.NodeAddress, server.Hub.Address.NodeUid));
        await owner.SendAsync(0, 100);
        await client.Until(() => owner.Link.Current is { Carrier.IsConnection: true }, "the connection");
        await owner.AnsweredAsync(100);
        Assert.Equal(LaneOwner.Ids(0, 100), server.Arrived);
    }

    [Fact]
    public async Task NobodyEverThere_GivesAllBackAsNeverSent()
    {
        await using var client = await LaneNode.StartAsync(options => options.Lane.ResumeFor = TimeSpan.FromSeconds(1));
        LaneAddress gone;
        await using (var server = await LaneNode.StartAsync())
            gone = server.Hub.Address;
        var owner = new LaneOwner(client, gone);
        await owner.SendAsync(0, 20);
        var (neverSent, fateUnknown) = await owner.LostAsync();
        Assert.Equal(LaneOwner.Ids(0, 20), neverSent);
        Assert.Empty(fateUnknown);
    }

    [Fact]
    public async Task SessionForgotten_EndsTheLinkAndPressesNothing()
    {
        await using var server = await LaneNode.StartAsync(options => options.Lane.ResumeFor = TimeSpan.FromMilliseconds(500), (_, _) => { });
        await using var client = await LaneNode.StartAsync(options => options.Lane.ReconnectBackoff = TimeSpan.FromMilliseconds(20));
        var isOpen = true;
        var life = 3_000L;
        var proxy = new CuttingProxy(server.Hub.Address.Port, () => Volatile.Read(ref isOpen) ? Interlocked.Read(ref life) : 0);
        var owner = new LaneOwner(client, server.Hub.Address with { Port = proxy.Port, NodeAddress = "akka.tcp://actorinput@127.0.0.1:1" });
        await owner.SendAsync(0, 10);
        await client.Until(() => server.Arrived.Count == 10, "the first messages to arrive");
        Volatile.Write(ref isOpen, false);
        for (var i = 10; owner.Link.Current is not null; i += 10)
        {
            await owner.SendAsync(i, 10);
            await client.Until(() => owner.Link.Current is null || server.Arrived.Count >= i, "the connection to be cut or the messages to arrive");
        }

        await Task.Delay(TimeSpan.FromSeconds(1.5)); // The time that passes is the damage itself: three times what the server remembers for.
        Volatile.Write(ref life, long.MaxValue);
        Volatile.Write(ref isOpen, true);
        await owner.SendAsync(1_000_000, 1);
        var arrived = server.Arrived.Count;
        var (neverSent, fateUnknown) = await owner.LostAsync();
        Assert.Equal("1000000", neverSent[^1]);
        Assert.Equal("0", fateUnknown[0]);
        Assert.Equal(arrived, server.Arrived.Count);
        Assert.DoesNotContain("1000000", server.Arrived);
        await proxy.DisposeAsync();
    }
}
