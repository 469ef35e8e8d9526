using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Wire;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Contracts.Wire;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>Who may join over TLS: nodes with a certificate from our authority, and nobody else.</summary>
[Collection(WireNode.Tests)]
public sealed class TlsTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly TestCertificates _ours = new();
    private readonly TestCertificates _foreign = new();

    public void Dispose()
    {
        _ours.Dispose();
        _foreign.Dispose();
    }

    [Fact]
    public async Task TwoNodesOfOneAuthority_JoinAndTalk()
    {
        await using var first = await WireNode.StartAsync(With(_ours.Tls()));
        await using var second = await WireNode.StartAsync(With(_ours.Tls()));
        Assert.Equal("akka.ssl.tcp", first.Address.Protocol);
        await first.Cluster.JoinAsync(first.Address);
        await second.JoinAsync(first, members: 2);
        Assert.Equal(first.Address.ToString(), (await second.AskAsync(first)).Node);
        Assert.Equal(second.Address.ToString(), (await first.AskAsync(second)).Node);
    }

    [Fact]
    public async Task NodeOfAForeignAuthority_CannotJoin()
    {
        await using var node = await SeedAsync();
        await using var foreign = await WireNode.StartAsync(With(_foreign.Tls()));
        foreign.Cluster.Join(node.Address);
        Assert.Contains("not a node's from our authority", await foreign.Log.WaitForAsync("Refused"), StringComparison.Ordinal);
        await AssertAloneAsync(node, foreign);
    }

    [Fact]
    public async Task PlainNode_CannotJoin()
    {
        await using var node = await SeedAsync();
        await using var plain = await WireNode.StartAsync();
        plain.Cluster.Join(node.Address.WithProtocol("akka.tcp"));
        await node.Log.WaitForAsync("Refused 127.0.0.1:", "no TLS handshake");
        await AssertAloneAsync(node, plain);
    }

    [Fact]
    public async Task EncryptedNode_CannotJoinAPlainCluster()
    {
        await using var plain = await WireNode.StartAsync();
        await plain.Cluster.JoinAsync(plain.Address);
        await using var node = await StartImpatientAsync();
        node.Cluster.Join(plain.Address.WithProtocol("akka.ssl.tcp"));
        await node.Log.WaitForAsync($"Refused ssl.tcp://actorinput@127.0.0.1:{plain.Port}", "no TLS handshake");
        await AssertAloneAsync(plain, node);
    }

    [Fact]
    public async Task Caller_WithAForeignCertificate_IsRefusedByTheCalled()
    {
        await using var node = await SeedAsync();
        using var certificate = _foreign.Issue("127.0.0.1");
        await CallAsync(node, certificate);
        var line = await node.Log.WaitForAsync("Refused", "CN=127.0.0.1", "not a node's from our authority");
        Assert.Contains("PartialChain", line, StringComparison.Ordinal);
        await AssertAnswersAsync(node);
    }

    [Fact]
    public async Task Caller_WithoutACertificate_IsRefusedByTheCalled()
    {
        await using var node = await SeedAsync();
        await CallAsync(node, null);
        await node.Log.WaitForAsync("Refused", "it presented no certificate");
        await AssertAnswersAsync(node);
    }

    [Fact]
    public async Task Called_UnderAnotherName_IsRefusedByTheCaller()
    {
        await using var node = await WireNode.StartAsync(With(_ours.Tls("node-7.example")));
        await node.Cluster.JoinAsync(node.Address);
        await using var caller = await WireNode.StartAsync(With(_ours.Tls()));
        caller.Cluster.Join(node.Address);
        await caller.Log.WaitForAsync("Refused", "CN=node-7.example is not for the name by which it was called");
        await AssertAloneAsync(node, caller);
    }

    [Fact]
    public async Task Called_UnderAnotherName_WithNamesNotVerified_IsTaken()
    {
        await using var node = await WireNode.StartAsync(With(_ours.Tls("node-7.example")));
        await node.Cluster.JoinAsync(node.Address);
        var lenient = _ours.Tls("node-8.example");
        lenient.VerifyHostNames = false;
        await using var caller = await WireNode.StartAsync(With(lenient));

        // Each connection is verified by who makes it; the node answers over the caller's.
        Assert.Equal(node.Address.ToString(), (await caller.AskAsync(node)).Node);
    }

    [Theory]
    [InlineData("hangs up")]
    [InlineData("is frozen")]
    [InlineData("is no TLS")]
    public async Task Called_ThatIsNoNode_LeavesTheCallerAlone(string behaviour)
    {
        using var called = new TcpListener(IPAddress.Loopback, 0);
        called.Start();
        var serving = Task.Run(async () =>
        {
            var connection = await called.AcceptSocketAsync();
            if (behaviour == "hangs up")
                connection.Dispose();
            else if (behaviour == "is no TLS")
                await connection.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            return connection;
        });
        await using var node = await StartImpatientAsync();
        var port = ((IPEndPoint)called.LocalEndpoint).Port;
        node.System.ActorSelection($"akka.ssl.tcp://actorinput@127.0.0.1:{port}/user/echo").Tell(new GetStatus(EmulatorId.Parse("emu-1")));
        await node.Log.WaitForAsync($"Refused ssl.tcp://actorinput@127.0.0.1:{port}", "no TLS handshake");
        await AssertAnswersAsync(node);
        Assert.False(node.System.WhenTerminated.IsCompleted);
        Assert.Null(CoordinatedShutdown.Get(node.System).ShutdownReason);
        (await serving).Dispose();
    }

    [Fact]
    public async Task Node_StoppedAndStartedOnItsPort_IsReachedAgain()
    {
        await using var node = await SeedAsync();
        var port = 0;
        for (var round = 0; round < 3; round++)
        {
            await using var other = await WireNode.StartAsync(With(_ours.Tls()), port: port);
            port = other.Port;
            await other.AskAsync(node); // Answered over the connection that it made: the node's own call is still to come.
            Assert.Equal(other.Address.ToString(), (await AskUntilAnsweredAsync(node, other)).Node);
        }

        Assert.Null(CoordinatedShutdown.Get(node.System).ShutdownReason);
    }

    [Fact]
    public async Task ManyMessages_OverTls_ArriveAllAndInOrder()
    {
        const int Count = 20_000;
        var received = Channel.CreateUnbounded<object>();
        await using var receiver = await WireNode.StartAsync(With(_ours.Tls()), message => received.Writer.TryWrite(message));
        await using var sender = await WireNode.StartAsync(With(_ours.Tls()));
        var remote = await sender.System.ActorSelection(receiver.EchoPath).ResolveOne(Bound);
        var large = new byte[WireLimits.MaxMessageBytes - 100];
        for (var i = 0; i < Count; i++)
            remote.Tell(new ReadMemory(EmulatorId.Parse("emu-1"), i, 1));
        remote.Tell(new ScreenReply(EmulatorId.Parse("emu-1"), large));
        using var bound = new CancellationTokenSource(Bound);
        for (var i = 0; i < Count; i++)
            Assert.Equal(i, Assert.IsType<ReadMemory>(await received.Reader.ReadAsync(bound.Token)).Address);
        Assert.Equal(large.Length, Assert.IsType<ScreenReply>(await received.Reader.ReadAsync(bound.Token)).Png.Length);
    }

    [Fact]
    public async Task Peer_OfOurAuthority_ThatSendsTooLargeAFrame_IsHungUpOn()
    {
        await using var node = await SeedAsync();
        using var certificate = _ours.Issue("127.0.0.1");
        await CallAsync(node, certificate, [.. BitConverter.GetBytes(64 << 20), .. new byte[100]]);
        await node.Log.WaitForAsync("Closed the connection", "a frame of 67108864 bytes");
        await AssertAnswersAsync(node);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SecondNode_OnAPortThatIsTaken_DoesNotStartAndDisturbsNobody(bool encrypted)
    {
        var options = encrypted ? With(_ours.Tls()) : new ActorInputOptions();
        await using var node = await WireNode.StartAsync(options);
        await Assert.ThrowsAnyAsync<Exception>(() => WireNode.StartAsync(options, port: node.Port));
        await using var healthy = await WireNode.StartAsync(options);
        Assert.Equal(node.Address.ToString(), (await healthy.AskAsync(node)).Node);
    }

    private static ActorInputOptions With(TlsOptions tls) => new() { Tls = tls };

    private Task<WireNode> StartImpatientAsync() => WireNode.StartAsync(
        With(_ours.Tls()), configure: akka => akka.AddHocon("akka.remote.dot-netty.tcp.connection-timeout = 1s", HoconAddMode.Prepend));

    private async Task<WireNode> SeedAsync()
    {
        var node = await WireNode.StartAsync(With(_ours.Tls()));
        await node.Cluster.JoinAsync(node.Address);
        return node;
    }

    private async Task AssertAnswersAsync(WireNode node)
    {
        await using var healthy = await WireNode.StartAsync(With(_ours.Tls()));
        Assert.Equal(node.Address.ToString(), (await healthy.AskAsync(node)).Node);
    }

    /// <summary>An address that went away is gated for some seconds before it is called again.</summary>
    private static Task<EmulatorStatus> AskUntilAnsweredAsync(WireNode node, WireNode other) =>
        Awaiting.AnswerAsync(() => node.AskAsync(other, TimeSpan.FromSeconds(1)), Bound, $"an answer of {other.Address}");

    private static async Task AssertAloneAsync(WireNode seed, WireNode stranger)
    {
        var echo = stranger.System.ActorSelection($"{seed.Address.WithProtocol(stranger.Address.Protocol)}/user/echo");
        await Assert.ThrowsAsync<AskTimeoutException>(() => echo.Ask<object>(new GetStatus(EmulatorId.Parse("emu-1")), TimeSpan.FromSeconds(2)));
        Assert.Equal(seed.Address, Assert.Single(seed.Cluster.State.Members).Address);
        Assert.Empty(stranger.Cluster.State.Members);
    }

    /// <summary>Calls a node with that certificate, taking whatever the node shows, and waits until it has hung up.</summary>
    private static async Task CallAsync(WireNode node, X509Certificate2? certificate, byte[]? more = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, node.Port);
        await using var tls = new SslStream(client.GetStream());
        using var bound = new CancellationTokenSource(Bound);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null, // Whoever it is: the caller is the stranger here.
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate!,
        };
        try
        {
            await tls.AuthenticateAsClientAsync(options, bound.Token);
            var handshake = RawPeer.Handshake("actorinput");
            await tls.WriteAsync((byte[])[.. BitConverter.GetBytes(handshake.Length), .. handshake, .. more ?? []], bound.Token);
            var answered = 0;
            for (var read = 1; read > 0; answered += read)
                read = await tls.ReadAsync(new byte[1024], bound.Token);
            Assert.True(more is not null || answered == 0, "The node answered the handshake of a stranger.");
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // Refused within the handshake, or reset after it: it depends on the version of TLS.
        }
    }
}
