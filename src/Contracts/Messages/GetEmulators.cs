using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Which emulators are there? Answered with <see cref="EmulatorList"/>.</summary>
public sealed record GetEmulators : IWireMessage
{
    private GetEmulators()
    {
    }

    /// <summary>The message; it says nothing else.</summary>
    public static GetEmulators Instance { get; } = new();
}
