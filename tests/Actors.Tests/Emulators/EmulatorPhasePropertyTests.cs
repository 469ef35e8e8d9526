using System.Collections.Concurrent;
using System.Reflection;
using ActorInput.Actors.Emulators;
using CsCheck;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>
/// Events come to an emulator in any order, without an actor: its phase never does what is forbidden, and always waits for something that will come.
/// </summary>
public sealed class EmulatorPhasePropertyTests
{
    private const int Orders = 40_000;

    private static readonly Gen<PhaseWorld.Event> AnyEvent = Gen.Enum<PhaseWorld.Event>();

    // Most events matter in one phase only. These events lead to a playing game and are more frequent, so that the random orders get there. Crashes
    // are frequent because they could bring two requests in flight.
    private static readonly PhaseWorld.Event[] Usual =
    [
        PhaseWorld.Event.Read,
        PhaseWorld.Event.Grant,
        PhaseWorld.Event.GrantStatic,
        PhaseWorld.Event.Opened,
        PhaseWorld.Event.Placed,
        PhaseWorld.Event.Written,
        PhaseWorld.Event.Accept,
        PhaseWorld.Event.Take,
        PhaseWorld.Event.ReturnGood,
        PhaseWorld.Event.GoOn,
        PhaseWorld.Event.Crash,
    ];

    private static readonly Gen<PhaseWorld.Event[]> Order = Gen.Frequency((2, AnyEvent), (3, Gen.Int[0, Usual.Length - 1].Select(i => Usual[i]))).Array[1, 120];

    [Fact]
    public void AnyOrder_SendsOnlyWhatItMayAndComesToAnEnd()
    {
        var reached = new ConcurrentDictionary<Type, bool>();
        Gen.Select(Order, Gen.Bool, Gen.Bool, Gen.Bool).Sample(
            (order, hasHandover, waitsWhenUncertain, hasPeers) =>
            {
                var world = new PhaseWorld(hasHandover, waitsWhenUncertain, hasPeers);
                foreach (var happens in order)
                {
                    world.Do(happens);
                    reached[world.Phase.GetType()] = reached[world.Phase.Life.GetType()] = true;
                }

                world.Settle();
            },
            iter: Orders,
            print: scenario => $"handover {scenario.Item2}, waits {scenario.Item3}, peers {scenario.Item4}: {string.Join(", ", scenario.Item1)}");

        // Otherwise the random orders do not test the transition. A new instance that waits has none.
        var phases = typeof(EmulatorPhase).GetNestedTypes(BindingFlags.NonPublic).Where(type => !type.IsAbstract && type != typeof(EmulatorPhase.Inheriting));
        Assert.DoesNotContain(phases, phase => !reached.ContainsKey(phase));
    }
}
