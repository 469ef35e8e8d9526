using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Faults;
using ActorInput.Faults.Games;
using ActorInput.Faults.Truth;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>Agents that press at the same time do not disturb each other's order.</summary>
public sealed class ManyAgentsTests
{
    private const int Agents = 8;
    private const int InputsEach = 12_500;
    private const int Outstanding = 64;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);
    private static readonly EmulatorId Emulator = EmulatorId.Parse("emu-1");
    private static readonly string[] Names = ["A", "B", "START", "SELECT", "UP", "DOWN", "LEFT", "RIGHT"];

    [Fact]
    public async Task EightAgents_HundredThousandInputsToOneEmulator_EachAgentsOrderIsKept()
    {
        await using var server = await FaultyServer.StartAsync();
        var game = server.AddGame(GameDialect.Native);
        var options = new ActorInputOptions { Emulators = [Emulator.Value], ClusterPort = 0 };
        options.Emulator.Buffering.QueueLength = Agents * Outstanding;
        options.Pool.StaticSlots = [game.Address.ToString()];
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddActorInput(options, (akka, _) => akka.ConfigureLoggers(loggers => loggers.LogLevel = Akka.Event.LogLevel.ErrorLevel));
        using var host = builder.Build();
        await host.StartAsync();
        var router = await host.Services.GetRequiredService<IRequiredActor<EmulatorRouter>>().GetAsync();

        var replies = await Task.WhenAll(Names.Select(name => Task.Run(() => PressAsync(router, name)))).WaitAsync(Bound);
        await host.StopAsync();

        var failed = replies.SelectMany(r => r).Where(r => r.Outcome != InputOutcome.Applied).ToArray();
        Assert.True(failed.Length == 0, $"{failed.Length} were not applied, the first: {failed.FirstOrDefault()}");
        var truth = game.Truth;
        Assert.Equal(2 * Agents * InputsEach, truth.Steps.Count);
        for (var agent = 0; agent < Agents; agent++)
            AssertOrder(truth.Steps, Names[agent], replies[agent]);
        // Otherwise each request had one input, and the test did not try the order within requests.
        Assert.True(truth.Requests.Count < Agents * InputsEach / 2, $"{truth.Requests.Count} requests: nothing was gathered");
    }

    /// <summary>An agent: its own button, and its own count as the frames of a wait. It does not wait for one answer before it sends the next.</summary>
    private static async Task<InputReply[]> PressAsync(IActorRef router, string button)
    {
        var replies = new InputReply[InputsEach];
        var outstanding = new Queue<Task<InputReply>>();
        for (var i = 0; i < InputsEach + Outstanding; i++)
        {
            if (i >= Outstanding)
                replies[i - Outstanding] = await outstanding.Dequeue();
            if (i < InputsEach)
                outstanding.Enqueue(router.Ask<InputReply>(new SendInput(Emulator, InputSequence.Parse($"{button} WAIT:{i + 1}")), Bound));
        }

        return replies;
    }

    private static void AssertOrder(IReadOnlyList<AppliedStep> steps, string button, InputReply[] replies)
    {
        var next = 0;
        for (var i = 0; i < steps.Count; i += 2)
        {
            if (!string.Equals(steps[i].Text, button, StringComparison.Ordinal))
                continue;
            Assert.True(steps[i + 1].Step.IsWait && steps[i + 1].Step.Frames == next + 1, $"{button}: {steps[i + 1].Text} came where {next + 1} was due");
            Assert.Equal(replies[next].Sequence, steps[i].Sequence);
            next++;
        }

        Assert.Equal(InputsEach, next);
    }
}
