using System.Globalization;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Configuration;

namespace ActorInput.Benchmarks.Lane;

/// <summary>
/// Plain remoting: an actor system with Akka's default serializer and none of our code, and eight actors that answer at once. Its messages have the
/// same contents as an input and its reply, in classes of their own.
/// </summary>
internal sealed class PlainRemoting : IAsyncDisposable
{
    private readonly ActorSystem _system;

    private PlainRemoting(ActorSystem system) => _system = system;

    /// <summary>The address of its actors, for the other process.</summary>
    public int Port => ((ExtendedActorSystem)_system).Provider.DefaultAddress.Port!.Value;

    public static PlainRemoting Start()
    {
        var system = ActorSystem.Create("plain", ConfigurationFactory.ParseString("""
            akka { loglevel = ERROR, stdout-loglevel = OFF, actor.provider = remote, remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 } }
            """));
        for (var i = 0; i < LaneBenchNode.Emulators; i++)
            system.ActorOf(Props.Create(() => new InstantEmulator()), LaneBenchNode.Name(i).Value);
        return new PlainRemoting(system);
    }

    /// <summary>The other process's actors.</summary>
    public async Task<IReadOnlyList<IActorRef>> RemoteAsync(int port)
    {
        var found = new List<IActorRef>();
        for (var i = 0; i < LaneBenchNode.Emulators; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"akka.tcp://plain@127.0.0.1:{port}/user/{LaneBenchNode.Name(i)}");
            found.Add(await _system.ActorSelection(path).ResolveOne(TimeSpan.FromSeconds(20)));
        }

        return found;
    }

    public static async Task AskAsync(IActorRef emulator, int number) => await emulator.Ask<PlainReply>(
        new PlainInput { Emulator = LaneBenchNode.Name(number).Value, Steps = [new() { Buttons = 1 }, new() { Buttons = 2 }, new() { Buttons = 1 }] },
        Timeout.InfiniteTimeSpan);

    public async ValueTask DisposeAsync() => await _system.Terminate();

    private sealed class InstantEmulator : UntypedActor
    {
        private long _sequence;

        protected override void OnReceive(object message)
        {
            var input = (PlainInput)message;
            Sender.Tell(new PlainReply
            {
                Emulator = input.Emulator,
                Outcome = InputOutcome.Applied,
                Applied = input.Steps.Length,
                Of = input.Steps.Length,
                Epoch = 1,
                Sequence = ++_sequence,
                Latency = TimeSpan.FromMicroseconds(250),
            });
        }
    }

    /// <summary>An input.</summary>
    internal sealed class PlainInput
    {
        public string Emulator { get; set; } = "";

        public PlainStep[] Steps { get; set; } = [];
    }

    /// <summary>A step of it.</summary>
    internal sealed class PlainStep
    {
        public byte Buttons { get; set; }

        public int Frames { get; set; }
    }

    /// <summary>Its reply.</summary>
    internal sealed class PlainReply
    {
        public string Emulator { get; set; } = "";

        public InputOutcome Outcome { get; set; }

        public int Applied { get; set; }

        public int Of { get; set; }

        public long Epoch { get; set; }

        public long Sequence { get; set; }

        public TimeSpan Latency { get; set; }
    }
}
