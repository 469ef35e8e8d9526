using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Asks for all emulators. Answered with <see cref="EmulatorList"/>.</summary>
public sealed record GetEmulators : IWireMessage
{
    private GetEmulators()
    {
    }

    /// <summary>The only instance: the message has no data.</summary>
    public static GetEmulators Instance { get; } = new();
}
