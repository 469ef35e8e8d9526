using System.Reflection;
using System.Runtime.Serialization;
using System.Threading.Channels;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Wire;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Tests.Wire;
using Akka.Actor;
using Akka.Hosting;
using Akka.Serialization;
using Akka.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorInput.Actors.Tests.Wire;

[Collection(WireNode.Tests)]
public sealed class ClosedSerializersTests
{
    [Fact]
    public async Task WholeNode_EverySerializerNumber_IsOursFencedOrRefused()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddActorInput(new ActorInputOptions { ClusterPort = 0 }, (akka, _) => akka.ConfigureLoggers(loggers => loggers.ClearLoggers()));
        using var host = builder.Build();
        await host.StartAsync();
        var system = (ExtendedActorSystem)host.Services.GetRequiredService<ActorSystem>();
        using var materializer = system.Materializer(); // Streams bring serializers of their own.
        var byId = (Dictionary<int, Serializer>)typeof(Akka.Serialization.Serialization)
            .GetField("_serializersById", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(system.Serialization)!;
        Assert.Equal(
            ClosedSerializers.Kept.Select(kept => kept.Id).Concat(ClosedSerializers.Refused.Select(refused => refused.Id)).Append(0).Append(ActorInputSerializer.Id).Order(),
            byId.Keys.Order());
        foreach (var (id, serializer) in byId.Where(pair => pair.Key != 0)) // 0 is null itself and cannot be replaced: it makes nothing.
            Assert.True(serializer is ActorInputSerializer or GuardedSerializer or RefusingSerializer, $"{id} is {serializer.GetType()}.");
        Assert.IsType<RefusingSerializer>(system.Serialization.FindSerializerForType(typeof(object)));
        await host.StopAsync();
    }

    [Fact]
    public async Task Table_NamesAndNumbers_AreAkkas()
    {
        await using var node = await WireNode.StartAsync();
        foreach (var (name, id, create, _) in ClosedSerializers.Kept.Where(kept => kept.Id is not (9 or 11 or 12 or 13 or 14)))
        {
            Assert.Equal(id, create(node.System).Identifier);
            var type = Type.GetType(node.System.Settings.Config.GetString($"akka.actor.serializers.{name}"));
            Assert.Equal(create(node.System).GetType(), type);
        }
    }

    [Fact]
    public async Task EveryMessage_ByTheSystemsSerialization_IsTheSame()
    {
        await using var node = await WireNode.StartAsync();
        foreach (var message in WireSamples.Full.Concat(WireSamples.Sparse))
        {
            var serializer = node.System.Serialization.FindSerializerFor(message);
            Assert.Equal(7_201, serializer.Identifier);
            var manifest = Akka.Serialization.Serialization.ManifestFor(serializer, message);
            WireMatch.Same(message, node.System.Serialization.Deserialize(serializer.ToBinary(message), serializer.Identifier, manifest));
        }
    }

    [Fact]
    public async Task EveryMessage_SentWithSerializeMessagesOn_ArrivesTheSame()
    {
        var received = Channel.CreateUnbounded<object>();
        await using var node = await WireNode.StartAsync(
            received: message => received.Writer.TryWrite(message), configure: akka => akka.AddHocon("akka.actor.serialize-messages = on", HoconAddMode.Prepend));
        var actor = await node.System.ActorSelection("/user/echo").ResolveOne(TimeSpan.FromSeconds(20));
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        foreach (var message in WireSamples.Full.Where(message => message is not GetEmulators)) // There is one of that only.
        {
            actor.Tell(message);
            var arrived = await received.Reader.ReadAsync(bound.Token);
            Assert.NotSame(message, arrived);
            WireMatch.Same(message, arrived);
        }
    }

    [Fact]
    public async Task AnyOtherObject_CannotLeave_AndIsNamed()
    {
        await using var node = await WireNode.StartAsync();
        foreach (var other in (object[])[new Trap(), new List<string> { "x" }, new Uri("http://x/"), 1.5m, new Google.Protobuf.WellKnownTypes.Empty()])
        {
            var refused = Assert.Throws<SerializationException>(() => node.System.Serialization.FindSerializerFor(other).ToBinary(other));
            Assert.Contains(other.GetType().FullName!, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnyOtherObject_SentToAnotherNode_IsLoggedByItsSenderAndTheAssociationLives()
    {
        await using var sender = await WireNode.StartAsync();
        await using var receiver = await WireNode.StartAsync();
        await sender.AskAsync(receiver);
        var before = Trap.Sprung;
        sender.System.ActorSelection(receiver.EchoPath).Tell(new Uri("http://x/"));
        await sender.Log.WaitForAsync("Serialization failed");
        await sender.AskAsync(receiver);
        Assert.Equal(before, Trap.Sprung);
    }
}
