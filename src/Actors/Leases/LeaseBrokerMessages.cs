using ActorInput.Contracts.Emulators;
using Akka.Actor;

namespace ActorInput.Actors.Leases;

/// <summary>What the <see cref="LeaseBrokerActor"/> tells itself. None of it leaves the node.</summary>
internal static class LeaseBrokerMessages
{
    /// <summary>The time that an agent gave is over.</summary>
    /// <param name="Agent">The agent.</param>
    internal sealed record WaitOver(WaitingAgent Agent) : INoSerializationVerificationNeeded;

    /// <summary>An emulator's owner answered what it was asked, or did not in time.</summary>
    /// <param name="Emulator">The emulator.</param>
    /// <param name="Run">The number of the request.</param>
    /// <param name="Answer">The answer; null when none came.</param>
    internal sealed record OwnerAnswered(EmulatorId Emulator, int Run, object? Answer) : INoSerializationVerificationNeeded;

    /// <summary>Time to ask owners again.</summary>
    internal sealed record Refresh : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly Refresh Instance = new();
    }

    /// <summary>Emulators were added to the fleet, or removed.</summary>
    internal sealed record FleetChanged : INoSerializationVerificationNeeded
    {
        public static readonly FleetChanged Instance = new();
    }
}
