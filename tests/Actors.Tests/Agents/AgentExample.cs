// The example of docs/agents.md, word for word, so that it compiles and does what the page says: a test runs it.
using ActorInput.Actors.Agents;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorInput.Actors.Tests.Agents;

internal static class AgentExample
{
    public static IHost CreateHost(string seed)
    {
        // docs/agents.md: host
        var options = new ActorInputOptions { ClusterPort = 0, SeedNodes = [seed] };
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddActorInputAgent(options, (akka, _) => akka.WithActors((system, registry, resolver) =>
            registry.Register<Presser>(system.ActorOf(resolver.Props<Presser>(), "presser"))));
        builder.Services.AddSingleton<Trainer>();
        var host = builder.Build();
        // docs/agents.md: end
        return host;
    }

    // docs/agents.md: trainer
    internal sealed class Trainer(EmulatorPool pool)
    {
        public async Task<int> PlayAsync(CancellationToken stop)
        {
            await pool.WaitForClusterAsync(TimeSpan.FromSeconds(20), stop);
            await using var lease = await pool.AcquireAsync(new LeaseRequest { Timeout = TimeSpan.FromSeconds(30), Holder = "trainer" }, stop);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, lease.Lost);

            var reply = await lease.SendInputAsync("RIGHT*3 A", cancellation: either.Token);
            if (reply.Outcome != InputOutcome.Applied)
                throw new InvalidOperationException($"{reply.Applied} of {reply.Of} pressed: {reply.Outcome}, {reply.Detail}");
            await lease.SaveCheckpointAsync("gate", either.Token);

            foreach (var press in new[] { "UP", "UP", "B" })
                _ = lease.SendInputOptimized(press);
            var report = await lease.FlushAsync(either.Token);

            await lease.LoadCheckpointAsync("gate", either.Token);
            return (int)report.Applied;
        }
    }

    // docs/agents.md: end

    // docs/agents.md: actor
    internal sealed class Presser : ReceiveActor
    {
        public Presser(IRequiredActor<EmulatorRouter> emulators)
        {
            Receive<string>(text =>
            {
                var (emulator, asker) = (EmulatorId.Parse("emu-2"), Sender);
                _ = emulators.ActorRef.Ask<InputReply>(new SendInput(emulator, InputSequence.Parse(text)), TimeSpan.FromSeconds(60)).PipeTo(asker);
            });
        }
    }

    // docs/agents.md: end
}
