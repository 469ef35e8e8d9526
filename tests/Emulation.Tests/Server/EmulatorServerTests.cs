using System.Net;
using System.Net.Sockets;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Games;
using Microsoft.Extensions.Options;

namespace ActorInput.Emulation.Tests.Server;

public sealed class EmulatorServerTests
{
    [Fact]
    public async Task Stop_WhileAPressRuns_LetsItEndAndDisposesTheGames()
    {
        await using var server = await ServerFixture.StartAsync(new EmulatorServerOptions { Count = 2, StopSeconds = 60 });
        var barrier = GameBarrier.In(server.Game);
        var press = server.PostAsync("inputs", """{"inputs":["A"]}""");
        await barrier.Reached;
        var stop = server.Server.StopAsync();
        barrier.Open();

        Assert.Equal(130, (await press).GetProperty("frame").GetInt64());
        await Bounded.WaitAsync(stop, "the server did not stop");
        Assert.All(server.Games, game => Assert.True(game.IsDisposed));
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Client.GetAsync("health"));
    }

    [Fact]
    public async Task Stop_WithAGameThatHangs_LeavesItBehind()
    {
        await using var server = await ServerFixture.StartAsync(new EmulatorServerOptions { StopSeconds = 0 });
        var barrier = GameBarrier.In(server.Game);
        var press = server.SendAsync("inputs", """{"inputs":["A"]}""");
        await barrier.Reached;

        await Bounded.WaitAsync(server.Server.StopAsync(), "the server waited for a game that hangs");

        Assert.False(server.Game.IsDisposed);
        barrier.Open();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => press);
    }

    [Fact]
    public async Task Start_WithSettingsThatAreNotValid_MakesNoGame()
    {
        var factory = new FakeGameFactory();

        await Assert.ThrowsAsync<OptionsValidationException>(
            () => EmulatorServer.StartAsync(new EmulatorServerOptions { Count = 0 }, factory, new FakePictureEncoder()));

        Assert.Empty(factory.Games);
    }

    [Fact]
    public async Task Start_ThatFails_DisposesTheGames()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var factory = new FakeGameFactory();
        var options = new EmulatorServerOptions { Count = 3, Port = ((IPEndPoint)taken.LocalEndpoint).Port };

        await Assert.ThrowsAsync<IOException>(() => EmulatorServer.StartAsync(options, factory, new FakePictureEncoder()));

        Assert.Equal(3, factory.Games.Count);
        Assert.All(factory.Games, game => Assert.True(game.IsDisposed));
    }

    [Fact]
    public async Task Address_ByDefault_IsLoopbackOnAFreePort()
    {
        await using var server = await ServerFixture.StartAsync();

        Assert.Equal("127.0.0.1", server.Server.Address.Host);
        Assert.NotEqual(0, server.Server.Address.Port);
        Assert.Equal(server.Server.Address, server.Server.Games.Single());
    }
}
