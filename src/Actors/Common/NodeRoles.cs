namespace ActorInput.Actors.Common;

/// <summary>The roles that a node may have in the cluster.</summary>
public static class NodeRoles
{
    /// <summary>Owns emulators.</summary>
    public const string Emulator = "emulator";

    /// <summary>Answers HTTP.</summary>
    public const string Gateway = "gateway";

    /// <summary>Only sends inputs.</summary>
    public const string Agent = "agent";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [Emulator, Gateway, Agent];
}
