using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ActorInput.Actors.Lane;
using ActorInput.Actors.Tests.Wire;
using ActorInput.Contracts.Wire;

namespace ActorInput.Actors.Tests.Lane;

/// <summary>A stranger's connection is closed with a line in the log, and the link beside it goes on.</summary>
[Collection(WireNode.Tests)]
public sealed class LaneIntruderTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly TestCertificates _ours = new();
    private readonly TestCertificates _foreign = new();

    public static TheoryData<string, byte[], string> Strangers => new()
    {
        { "a long frame", [0xFF, 0xFF, 0xFF, 0x7F, 1], "a frame of 2147483647 bytes" },
        { "a negative length", [0xFF, 0xFF, 0xFF, 0xFF, 1], "a frame of 4294967295 bytes" },
        { "no length", [0, 0, 0, 0], "a frame of 0 bytes" },
        { "HTTP", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), "a frame of" },
        { "garbage", [9, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8], "did not begin with a lane's Hello" },
        { "a request", [5, 0, 0, 0, 4, 1, 2, 3, 4], "did not begin with a lane's Hello" },
        { "another version", Changed(LaneFormat.Write(Hello()), at: 9, to: 77), "version 77" },
        { "a cut hello", Cut(LaneFormat.Write(Hello())), "cut off or malformed" },
        { "another cluster", LaneFormat.Write(Hello() with { Cluster = "theirs\n" }), "it is of the cluster 'theirs?'; this is 'actorinput'" },
    };

    public void Dispose()
    {
        _ours.Dispose();
        _foreign.Dispose();
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Stranger_IsClosedAndNamedInTheLog(string what, byte[] bytes, string problem)
    {
        await using var server = await LaneNode.StartAsync();
        await using var client = await LaneNode.StartAsync();
        var owner = new LaneOwner(client, server.Hub.Address);
        await owner.SendAsync(0, 10);
        using (var stranger = await ConnectAsync(server))
        {
            await stranger.GetStream().WriteAsync(bytes);
            await ClosedAsync(stranger, what);
            await server.Log.WaitForAsync("Closed the lane's connection from 127.0.0.1:", problem);
        }

        await owner.SendAsync(10, 10);
        await owner.AnsweredAsync(20);
        Assert.Single(server.Log.All);
        Assert.Empty(client.Log.All);
    }

    [Fact]
    public async Task SilentStranger_IsClosedAfterConnectTimeout()
    {
        await using var server = await LaneNode.StartAsync(options => options.Lane.ConnectTimeout = TimeSpan.FromMilliseconds(200));
        using var stranger = await ConnectAsync(server);
        await ClosedAsync(stranger, "silence");
        await server.Log.WaitForAsync("it did not say who it is within 0.2 s");
    }

    [Fact]
    public async Task Client_ThatBreaksTheProtocol_LosesItsConnectionOnly()
    {
        await using var server = await LaneNode.StartAsync();
        await using var client = await LaneNode.StartAsync();
        var owner = new LaneOwner(client, server.Hub.Address);
        using var rogue = await ConnectAsync(server);
        await rogue.GetStream().WriteAsync(LaneFormat.Write(Hello() with { ServerUid = server.Hub.Address.NodeUid }));
        var acknowledgesTheFuture = new byte[LaneFormat.AckFrameBytes];
        LaneFormat.WriteAck(acknowledgesTheFuture, 1_000);
        await rogue.GetStream().WriteAsync(acknowledgesTheFuture);
        await ClosedAsync(rogue, "a wrong acknowledgement");
        await server.Log.WaitForAsync("it acknowledged frame 1000, and 0 were sent");
        await owner.SendAsync(0, 10);
        await owner.AnsweredAsync(10);
    }

    [Fact]
    public async Task Manifest_Unknown_IsRefusedAndTheOthersGoOn()
    {
        await using var server = await LaneNode.StartAsync();
        using var newer = await ConnectAsync(server);
        var stream = newer.GetStream();
        await stream.WriteAsync(LaneFormat.Write(Hello() with { ServerUid = server.Hub.Address.NodeUid }));
        await stream.WriteAsync(Request(1, "zz9"));
        await stream.WriteAsync(Request(2, "i1"));
        var welcome = await FrameAsync(stream);
        Assert.Equal(LaneFrameKind.Welcome, welcome.Kind);
        Assert.Equal("The manifest 'zz9?' is unknown.", (await NumberedAsync(stream, LaneFrameKind.Refused)).Text);
        Assert.Equal(2, (await NumberedAsync(stream, LaneFrameKind.Reply)).Slot);
        await server.Log.WaitForAsync("Refused a message of", "The manifest 'zz9?' is unknown.");
    }

    [Fact]
    public async Task OtherProcess_IsToldSoAndGetsNoSession()
    {
        await using var server = await LaneNode.StartAsync();
        using var lost = await ConnectAsync(server);
        await lost.GetStream().WriteAsync(LaneFormat.Write(Hello()));
        var (kind, body) = await FrameAsync(lost.GetStream());
        var welcome = LaneFormat.ReadWelcome(kind, body);
        Assert.Equal((LaneVerdict.WrongNode, server.Hub.Address.NodeUid), (welcome.Verdict, welcome.ServerUid));
        await ClosedAsync(lost, "a wrong node");
    }

    [Theory]
    [InlineData("127.0.0.1", -1)]
    [InlineData("127.0.0.1", 65_536)]
    [InlineData("", 4054)]
    public void Welcome_WithAPlaceThatCannotBe_IsRefused(string host, int port)
    {
        var bytes = LaneFormat.Write(new LaneWelcome(LaneVerdict.Welcome, 1, 0, port, host)).AsSpan();
        var frame = (ReadOnlySpan<byte>)bytes;
        Assert.True(LaneFormat.TryRead(ref frame, LaneFormat.MaxGreetingBytes, out var kind, out var body));
        var content = body.ToArray();
        var refused = Assert.Throws<InvalidDataException>(() => LaneFormat.ReadWelcome(kind, content));
        Assert.Contains($"'{host}:{port}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_ForeignNode_GetsNothing()
    {
        await using var server = await LaneNode.StartAsync(options => options.Tls = _ours.Tls());
        await using var foreign = await LaneNode.StartAsync(options =>
        {
            options.Tls = _foreign.Tls();
            options.Lane.ResumeFor = TimeSpan.FromSeconds(1);
        });
        var owner = new LaneOwner(foreign, server.Hub.Address);
        await owner.SendAsync(0, 3);
        await foreign.Log.WaitForAsync("Closed the lane's connection to", "not a node's from our authority");
        var (neverSent, _) = await owner.LostAsync();
        Assert.Equal(3, neverSent.Length);
        Assert.Empty(server.Arrived);
    }

    [Fact]
    public async Task Tls_WithoutCertificate_GetsNothing()
    {
        await using var server = await LaneNode.StartAsync(options => options.Tls = _ours.Tls());
        using var client = await ConnectAsync(server);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null });
            await tls.WriteAsync(LaneFormat.Write(Hello()));
            Assert.Equal(0, await tls.ReadAsync(new byte[1]).AsTask().Within(Bound));
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // Which of the two it is depends on the version of TLS.
        }

        await server.Log.WaitForAsync("Closed the lane's connection from", "it presented no certificate");
    }

    [Fact]
    public async Task Tls_PlainClient_GetsNothing()
    {
        await using var server = await LaneNode.StartAsync(options => options.Tls = _ours.Tls());
        using var plain = await ConnectAsync(server);
        await plain.GetStream().WriteAsync(LaneFormat.Write(Hello()));
        await ClosedAsync(plain, "a plain client");
        await server.Log.WaitForAsync("Closed the lane's connection from", "no TLS handshake");
    }

    private static LaneHello Hello() => new("actorinput", 4711, 1, IsNew: true, ServerUid: 1, Received: 0, "akka.tcp://actorinput@127.0.0.1:1");

    private static byte[] Changed(byte[] bytes, int at, byte to)
    {
        bytes[at] = to;
        return bytes;
    }

    private static byte[] Cut(byte[] bytes)
    {
        var cut = bytes[..20];
        cut[0] = 16;
        return cut;
    }

    private static byte[] Request(int slot, string manifest)
    {
        var message = WireFormat.Prepare(LaneNode.Input(slot));
        var frame = new byte[LaneFormat.MessageHeadBytes + message.Size];
        LaneFormat.WriteMessage(frame, LaneFrameKind.Request, slot, message);
        for (var i = 0; i < manifest.Length; i++)
            frame[LaneFormat.SlotFrameBytes + i] = (byte)manifest[i];
        return frame;
    }

    private static async Task<TcpClient> ConnectAsync(LaneNode node)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, node.Hub.Address.Port);
        return client;
    }

    private static async Task ClosedAsync(TcpClient client, string what)
    {
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            var buffer = new byte[4096];
            while (await client.GetStream().ReadAsync(buffer, bound.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The connection was reset, which also means closed.
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The connection was not closed within {Bound} after {what}.", late);
        }
    }

    private static async Task<(LaneFrameKind Kind, byte[] Body)> FrameAsync(NetworkStream stream)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length).AsTask().Within(Bound, "the length of a frame");
        var body = new byte[BitConverter.ToInt32(length)];
        await stream.ReadExactlyAsync(body).AsTask().Within(Bound, $"a frame of {body.Length} bytes");
        return ((LaneFrameKind)body[0], body[1..]);
    }

    private static async Task<(int Slot, string Text)> NumberedAsync(NetworkStream stream, LaneFrameKind wanted)
    {
        var (kind, body) = await FrameAsync(stream);
        while (!LaneFormat.IsNumbered(kind))
            (kind, body) = await FrameAsync(stream);
        Assert.Equal(wanted, kind);
        return (LaneFormat.ReadSlot(body), kind == LaneFrameKind.Refused ? LaneFormat.ReadRefused(body).Text : "");
    }
}
