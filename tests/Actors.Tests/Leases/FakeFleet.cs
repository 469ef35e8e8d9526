using ActorInput.Actors.Fleet;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>A fleet that a test fills.</summary>
internal sealed class FakeFleet(params string[] emulators) : IFleet
{
    public event EventHandler? Changed;

    public bool IsComplete { get; set; } = true;

    public IReadOnlyCollection<EmulatorId> Emulators { get; private set; } = [.. emulators.Select(EmulatorId.Parse)];

    public void Become(params string[] emulators)
    {
        Emulators = [.. emulators.Select(EmulatorId.Parse)];
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
