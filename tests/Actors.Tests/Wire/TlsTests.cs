using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>Who may join over TLS: nodes with a certificate from our authority, and nobody else.</summary>
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
        await node.Log.WaitForAsync("TLS");
        await AssertAloneAsync(node, plain);
    }

    [Fact]
    public async Task EncryptedNode_CannotJoinAPlainCluster()
    {
        await using var plain = await WireNode.StartAsync();
        await plain.Cluster.JoinAsync(plain.Address);
        await using var node = await WireNode.StartAsync(With(_ours.Tls()));
        node.Cluster.Join(plain.Address.WithProtocol("akka.ssl.tcp"));
        await node.Log.WaitForAsync(plain.Port.ToString());
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
        await node.Log.WaitForAsync("did not provide a certificate");
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

    private static ActorInputOptions With(TlsOptions tls) => new() { Tls = tls };

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

    private static async Task AssertAloneAsync(WireNode seed, WireNode stranger)
    {
        var echo = stranger.System.ActorSelection($"{seed.Address.WithProtocol(stranger.Address.Protocol)}/user/echo");
        await Assert.ThrowsAsync<AskTimeoutException>(() => echo.Ask<object>(new GetStatus(EmulatorId.Parse("emu-1")), TimeSpan.FromSeconds(2)));
        Assert.Equal(seed.Address, Assert.Single(seed.Cluster.State.Members).Address);
        Assert.Empty(stranger.Cluster.State.Members);
    }

    /// <summary>Calls a node with that certificate, taking whatever the node shows, and waits until it has hung up.</summary>
    private static async Task CallAsync(WireNode node, X509Certificate2? certificate)
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
            await tls.WriteAsync(BitConverter.GetBytes(handshake.Length).Concat(handshake).ToArray(), bound.Token);
            Assert.Equal(0, await tls.ReadAsync(new byte[1024], bound.Token)); // An answer to the handshake would be bytes.
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // Refused within the handshake, or reset after it: it depends on the version of TLS.
        }
    }
}
