using System.Reflection;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using ActorInput.Emulation.Games;
using ActorInput.Host.Commands;

namespace ActorInput.Host.Tests.Rooms;

/// <summary>The folders of each project depend on each other in one direction: each may use those that are listed before it here.</summary>
public sealed class RoomTests
{
    /// <summary>The rooms of the runtime, in their order.</summary>
    internal static readonly string[] OfActors =
    [
        "Common", "Wire", "Telemetry", "Sessions", "Fleet", "Checkpoints", "Inputs", "Leases", "Pool", "Load", "Balancing", "Placement", "Lane", "Routing", "Emulators", "Agents",
        "Hosting",
    ];

    [Fact]
    public void Contracts_EachRoom_UsesOnlyThoseBeforeIt() =>
        Check(typeof(EmulatorId).Assembly, new RoomOrder(
            "ActorInput.Contracts",
            "Requests", "Emulators", "Inputs", "Leases", "Messages", "Access", "Checkpoints", "Replies", "Fleet", "Wire"));

    [Fact]
    public void Actors_EachRoom_UsesOnlyThoseBeforeIt() =>
        Check(typeof(ActorInputOptions).Assembly, new RoomOrder("ActorInput.Actors", OfActors));

    [Fact]
    public void Emulation_EachRoom_UsesOnlyThoseBeforeIt() =>
        Check(typeof(IGame).Assembly, new RoomOrder(
            "ActorInput.Emulation",
            "Common", "Pictures", "Games", "Cartridge", "Checks", "Libretro", "Gym", "PokemonRed", "Server"));

    [Fact]
    public void Host_EachRoom_UsesOnlyThoseBeforeIt() =>
        Check(typeof(HostCommandLine).Assembly, new RoomOrder(
            "ActorInput.Host",
            "Common", "Demo", "Access", "Gateway", "Configuration", "Nodes", "Agents", "Certificates", "Checks", "Commands"));

    private static void Check(Assembly assembly, RoomOrder order)
    {
        var uses = TypeUses.Read(assembly.Location);
        Assert.NotEmpty(uses);
        var problems = order.Problems(uses);
        Assert.True(problems.Count == 0, $"{problems.Count} wrong ways in {assembly.GetName().Name}:\n{string.Join('\n', problems)}");
    }
}
