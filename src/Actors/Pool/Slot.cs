using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Pool;

/// <summary>Room for one emulator on one emulator server.</summary>
/// <param name="name">The slot's name on this node.</param>
/// <param name="server">The embedded server's number, or <see cref="Static"/>.</param>
internal sealed class Slot(string name, int server)
{
    /// <summary>The server number of a slot whose server runs elsewhere.</summary>
    public const int Static = -1;

    public string Name { get; } = name;

    public int Server { get; } = server;

    public bool IsStatic => Server == Static;

    /// <summary>Names the emulator server among those that this node uses: the same for all slots of one process, or of one host and port.</summary>
    public string ServerName => IsStatic ? Address!.Authority : $"server-{Server + 1}";

    /// <summary>True for a slot that another node lists. It exists here only as long as its emulator.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>Address of the game; null while its server does not run.</summary>
    public Uri? Address { get; set; }

    /// <summary>The emulator that has it; null when it is free.</summary>
    public EmulatorId? Owner { get; set; }

    /// <summary>Whether another owner may have left its game here. The next emulator must load its own game or switch this one off and on.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Counts the failures here, so that a static address that failed is the last choice for a while.</summary>
    public int Failures { get; set; }
}
