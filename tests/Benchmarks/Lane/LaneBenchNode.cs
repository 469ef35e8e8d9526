using System.Globalization;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Lane;
using ActorInput.Actors.Wire;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;
using Akka.Remote.Hosting;

namespace ActorInput.Benchmarks.Lane;

/// <summary>A node with only remoting, the lane, and eight actors that answer an input at once.</summary>
internal sealed class LaneBenchNode : IAsyncDisposable
{
    /// <summary>Actors that answer.</summary>
    public const int Emulators = 8;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly PlainRemoting _plain = PlainRemoting.Start();
    private readonly IHost _host;

    private LaneBenchNode(IHost host, ActorSystem system, LaneHub lane)
    {
        _host = host;
        System = system;
        Lane = lane;
    }

    public ActorSystem System { get; }

    public LaneHub Lane { get; }

    /// <summary>The addresses of its actors and its lane, for the other process.</summary>
    public string Ready => $"{Lane.Address.NodeAddress}/user?uid={Lane.Address.NodeUid.ToString(CultureInfo.InvariantCulture)}&lane={Lane.Address.Port.ToString(CultureInfo.InvariantCulture)}&plain={_plain.Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The address of plain remoting in the other process.</summary>
    public static int PlainPort(Uri ready) =>
        int.Parse(global::System.Web.HttpUtility.ParseQueryString(ready.Query)["plain"]!, CultureInfo.InvariantCulture);

    public static async Task<LaneBenchNode> StartAsync(TlsOptions? tls, bool lane)
    {
        var options = new ActorInputOptions { Tls = tls, ClusterPort = 0 };
        options.Lane.Enabled = lane;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka(options.ClusterName, (akka, _) => akka
            .ConfigureLoggers(loggers => loggers.LogLevel = Akka.Event.LogLevel.ErrorLevel)
            .WithRemoting(new RemoteOptions { HostName = options.ClusterHost, PublicHostName = options.ClusterHost, Port = 0 })
            .WithWire(options.Tls));
        var host = builder.Build();
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();
        var emulators = Enumerable.Range(0, Emulators).ToDictionary(
            Name, i => system.ActorOf(Props.Create(() => new InstantEmulator()), Name(i).Value));
        var hub = LaneHub.Start((ExtendedActorSystem)system, options.ForLane, TimeProvider.System, (message, replyTo) =>
            emulators[((IWithEmulatorId)message).Emulator].Tell(message, replyTo));
        return new LaneBenchNode(host, system, hub);
    }

    public static EmulatorId Name(int emulator) => EmulatorId.Parse($"emu-{emulator + 1}");

    /// <summary>The other node's actors, over remoting.</summary>
    public async Task<IReadOnlyList<IActorRef>> RemoteAsync(Uri ready)
    {
        var found = new List<IActorRef>();
        for (var i = 0; i < Emulators; i++)
            found.Add(await System.ActorSelection($"{ready.GetLeftPart(UriPartial.Path)}/{Name(i)}").ResolveOne(Bound));
        return found;
    }

    /// <summary>An actor that passes messages on to the other node over the lane, as a router does.</summary>
    public IActorRef Router(Uri ready)
    {
        var query = global::System.Web.HttpUtility.ParseQueryString(ready.Query);
        var address = new LaneAddress(
            ready.GetLeftPart(UriPartial.Authority), long.Parse(query["uid"]!, CultureInfo.InvariantCulture), ready.Host, int.Parse(query["lane"]!, CultureInfo.InvariantCulture));
        var link = Lane.Connect(address, new LaneCallbacks((_, _) => { }, (_, _) => { }));
        return System.ActorOf(Props.Create(() => new LinkActor(link)));
    }

    public async ValueTask DisposeAsync()
    {
        await Lane.DisposeAsync();
        await _plain.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class InstantEmulator : UntypedActor
    {
        private long _sequence;

        protected override void OnReceive(object message)
        {
            var input = (SendInput)message;
            Sender.Tell(new InputReply(input.Emulator, InputOutcome.Applied, input.Input.Count, input.Input.Count, 1, ++_sequence, TimeSpan.FromMicroseconds(250)));
        }
    }

    private sealed class LinkActor(LaneLink link) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (!link.TrySend((IWireMessage)message, Sender))
                throw new InvalidOperationException("The link refused.");
        }
    }
}
