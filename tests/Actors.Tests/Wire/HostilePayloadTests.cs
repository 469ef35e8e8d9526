using System.Threading.Channels;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Wire;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Contracts.Wire;
using Akka.Actor;
using Akka.Configuration;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>Payloads that mean harm, at a real port. Each is refused in one line, makes nothing, and leaves the node answering.</summary>
[Collection(WireNode.Tests)]
public sealed class HostilePayloadTests : IAsyncLifetime
{
    private const string Open = """
        akka { loglevel = OFF, stdout-loglevel = OFF, actor.provider = remote
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 } }
        """;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly Channel<object> _received = Channel.CreateUnbounded<object>();
    private ActorSystem _attacker = ActorSystem.Create("none", "akka.loglevel = OFF");
    private WireNode _node = null!;

    public async Task InitializeAsync()
    {
        await _attacker.Terminate();
        _attacker = ActorSystem.Create("actorinput", ConfigurationFactory.ParseString(Open));
        _node = await WireNode.StartAsync(received: message => _received.Writer.TryWrite(message));
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _attacker.Terminate();
    }

    [Fact]
    public void OpenSystem_TheSamePayloads_SpringTheTrap()
    {
        foreach (var payload in (object[])[new Trap { Command = "x" }, new Status.Failure(new TrapException("x"))])
        {
            var before = Trap.Sprung;
            var (id, manifest, bytes) = Payload(payload);
            _attacker.Serialization.Deserialize(bytes, id, manifest);
            Assert.True(Trap.Sprung > before, $"{payload} did nothing: the tests below would prove nothing.");
        }

        var untouched = Trap.Sprung;
        Assert.ThrowsAny<Exception>(() => _attacker.Serialization.Deserialize([], 2, TypeName));
        Assert.True(Trap.Sprung > untouched, "The Protobuf serializer made nothing: the test below would prove nothing.");
    }

    [Fact]
    public async Task AnyType_AsJson_IsRefused()
    {
        var (id, manifest, bytes) = Payload(new Trap { Command = "x" });
        Assert.Equal(1, id);
        await AssertRefusedAsync(id, manifest, bytes, $"\"$type\":\"{typeof(Trap).FullName}, ");
    }

    [Fact]
    public Task AnyType_AsProtobuf_IsRefused() => AssertRefusedAsync(2, TypeName, [], "serializer 2 is closed");

    [Fact]
    public async Task AnyType_AsException_IsRefused()
    {
        var (id, manifest, bytes) = Payload(new Status.Failure(new TrapException("x")));
        await AssertRefusedAsync(id, manifest, bytes, "'STF' of serializer 16");
    }

    [Fact]
    public async Task AnyType_InsideASelection_IsRefused()
    {
        var (id, manifest, bytes) = Payload(new Trap { Command = "x" });
        await AssertRefusedAsync(6, "", RawPeer.Selection(RawPeer.Payload(id, manifest, bytes)), typeof(Trap).FullName!);
    }

    [Theory]
    [InlineData(3, "", "serializer 3 is closed")]
    [InlineData(15, "AA", "serializer 15 is closed")]
    [InlineData(30, "A", "serializer 30 is closed")]
    [InlineData(36, "e", "serializer 36 is closed")]
    [InlineData(16, "PP", "'PP' of serializer 16")]
    [InlineData(16, "K", "'K' of serializer 16")]
    [InlineData(16, "CF", "'CF' of serializer 16")]
    [InlineData(22, "Akka.Dispatch.SysMsg.Terminate, Akka", "'Akka.Dispatch.SysMsg.Terminate, Akka' of serializer 22")]
    [InlineData(22, "Akka.Dispatch.SysMsg.Recreate, Akka", "of serializer 22")]
    [InlineData(5, "Akka.Cluster.Routing.ClusterRouterPool, Akka.Cluster", "of serializer 5")]
    [InlineData(424_242, "x", "Cannot find serializer with id [424242]")]
    [InlineData(ActorInputSerializer.Id, "zz9", "The manifest 'zz9' is unknown")]
    [InlineData(ActorInputSerializer.Id, "", "The manifest '' is unknown")]
    [InlineData(13, "AA", "no message 'AA' of serializer 13")]
    [InlineData(11, "??", "no message '??' of serializer 11")]
    public Task WhatNoNodeSends_IsRefused(int serializer, string manifest, string expected) =>
        AssertRefusedAsync(serializer, manifest, [0xFF, 0xFF, 0xFF], expected);

    [Fact]
    public Task OurMessage_CutShort_IsRefused()
    {
        var whole = WireFormat.Serialize(new SendInput(EmulatorId.Parse("emu-1"), InputSequence.Parse("A B")));
        return AssertRefusedAsync(ActorInputSerializer.Id, "i1", whole[..^1], "are no message 'i1'");
    }

    [Fact]
    public Task Payload_NestedThousandsDeep_DoesNotOverflowTheStack()
    {
        var payload = RawPeer.Payload(17, "S", "x"u8.ToArray());
        for (var i = 0; i < 5_000; i++)
            payload = RawPeer.Payload(6, "", RawPeer.Selection(payload));
        return AssertRefusedAsync(6, "", RawPeer.Selection(payload), "nested more than 16 deep");
    }

    [Fact]
    public async Task RemoteDeployment_FromAnOpenNode_MakesNoActor()
    {
        var before = Trap.Sprung;
        var scope = new RemoteScope(_node.Address);
        var deployed = _attacker.ActorOf(Props.Create<TrapActor>().WithDeploy(Deploy.None.WithScope(scope)), "trap");
        deployed.Tell("x");
        await _node.Log.WaitForAsync("serializer id [3]", "is closed");
        await AssertAnswersAsync();
        Assert.Equal(before, Trap.Sprung);
    }

    [Fact]
    public async Task AnyType_FromAnOpenNode_IsRefused()
    {
        var before = Trap.Sprung;
        var trap = new Trap { Command = "x" };
        _attacker.ActorSelection(_node.EchoPath).Tell(trap);
        await _node.Log.WaitForAsync("Deserialization failed", nameof(Trap));
        await AssertAnswersAsync();
        Assert.Equal(before + 2, Trap.Sprung); // Its own making and setting; none in the node.
    }

    [Theory]
    [InlineData("length of two gigabytes", "FFFFFF7F")]
    [InlineData("negative length", "FFFFFFFF")]
    [InlineData("empty frame", "00000000")]
    [InlineData("not Protobuf", "08000000FFFFFFFFFFFFFFFF")]
    [InlineData("neither message nor control", "02000000180A")]
    [InlineData("HTTP", "474554202F20485454502F312E310D0A0D0A")]
    public async Task Garbage_BeforeOrAfterTheHandshake_LeavesTheNodeAnswering(string what, string hex)
    {
        using var stranger = await RawPeer.ConnectAsync(_node.Port);
        await stranger.SendRawAsync(Convert.FromHexString(hex));
        using var peer = await RawPeer.AssociateAsync(_node.Port);
        await peer.SendRawAsync(Convert.FromHexString(hex));
        await AssertAnswersAsync(what);
    }

    [Fact]
    public async Task OversizeFrame_ClosesItsConnectionOnly()
    {
        using var peer = await RawPeer.AssociateAsync(_node.Port);
        await peer.SendRawAsync([.. BitConverter.GetBytes(64 << 20), .. new byte[1 << 16]]);
        await peer.ClosedAsync();
        await AssertAnswersAsync();
    }

    [Fact]
    public async Task LargeMessageOfOurs_WithinTheLimit_Arrives()
    {
        await using var other = await WireNode.StartAsync();
        var screen = new ScreenReply(EmulatorId.Parse("emu-1"), new byte[WireLimits.MaxMessageBytes - 100]);
        other.System.ActorSelection(_node.EchoPath).Tell(screen);
        using var bound = new CancellationTokenSource(Bound);
        Assert.Equal(screen.Png.Length, Assert.IsType<ScreenReply>(await _received.Reader.ReadAsync(bound.Token)).Png.Length);
    }

    [Fact]
    public async Task NodeOfAnotherCluster_IsToldSoAndDoesNotJoin()
    {
        await using var other = await WireNode.StartAsync(new ActorInputOptions { ClusterName = "other" });
        other.Cluster.Join(_node.Address);
        await other.Log.WaitForAsync("wrong ActorSystem name", "expected [other] but was [actorinput]");
        Assert.Empty(other.Cluster.State.Members);
    }

    [Fact]
    public async Task JoinFromAnotherCluster_SentAllTheSame_IsRefused()
    {
        await _node.Cluster.JoinAsync(_node.Address);
        using var peer = await RawPeer.AssociateAsync(_node.Port, "other");
        var join = RawPeer.Message(fields => fields.Bytes(1, RawPeer.Message(member => member.Bytes(1, RawPeer.Origin("other")).Number(2, 4711))));
        await peer.TellAsync($"{_node.Address}/system/cluster/core/daemon", 5, "Akka.Cluster.InternalClusterAction+Join, Akka.Cluster", join);
        await _node.Log.WaitForAsync("wrong ActorSystem name", "expected [actorinput] but was [other]");
        Assert.Equal(_node.Address, Assert.Single(_node.Cluster.State.Members).Address);
        await AssertAnswersAsync();
    }

    [Fact]
    public async Task MessageForAnotherCluster_AtOurPort_IsDropped()
    {
        using var peer = await RawPeer.AssociateAsync(_node.Port);
        var path = $"akka.tcp://other@127.0.0.1:{_node.Port}/user/echo";
        await peer.TellAsync(path, ActorInputSerializer.Id, "s1", WireFormat.Serialize(new StartEmulator(EmulatorId.Parse("emu-9"))));
        await _node.Log.WaitForAsync("Dropping message", "for non-local recipient");
        Assert.False(_received.Reader.TryRead(out _));
    }

    private static string TypeName => $"{typeof(Trap).FullName}, {typeof(Trap).Assembly.GetName().Name}";

    private (int Id, string Manifest, byte[] Bytes) Payload(object message)
    {
        var serializer = _attacker.Serialization.FindSerializerFor(message);
        return (serializer.Identifier, Akka.Serialization.Serialization.ManifestFor(serializer, message), serializer.ToBinary(message));
    }

    private async Task AssertRefusedAsync(int serializer, string manifest, byte[] payload, string expected)
    {
        var before = Trap.Sprung;
        using var peer = await RawPeer.AssociateAsync(_node.Port);
        await peer.TellAsync(_node.EchoPath, serializer, manifest, payload);
        var line = await _node.Log.WaitForAsync($"serializer id [{serializer}]", expected);
        Assert.DoesNotContain('\n', line);

        // The association lives: the same peer's next message arrives, and it is the first that the actor sees.
        await peer.TellAsync(_node.EchoPath, ActorInputSerializer.Id, "s1", WireFormat.Serialize(new StartEmulator(EmulatorId.Parse("emu-9"))));
        using var bound = new CancellationTokenSource(Bound);
        Assert.Equal(new StartEmulator(EmulatorId.Parse("emu-9")), await _received.Reader.ReadAsync(bound.Token));
        Assert.Equal(before, Trap.Sprung);
        Assert.Single(_node.Log.All, logged => logged.Contains("Deserialization failed", StringComparison.Ordinal));
        await AssertAnswersAsync();
    }

    private async Task AssertAnswersAsync(string after = "")
    {
        await using var healthy = await WireNode.StartAsync();
        try
        {
            Assert.Equal(_node.Address.ToString(), (await healthy.AskAsync(_node)).Node);
        }
        catch (AskTimeoutException)
        {
            Assert.Fail($"After {after} the node no longer answers. {string.Join('\n', _node.Log.All)}");
        }
    }
}
