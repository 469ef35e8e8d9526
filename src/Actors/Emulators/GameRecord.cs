using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Leases;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// What an owner knows about its emulator's game, and the entry that it last wrote to the fleet. It outlives sessions, slots and crashes of the
/// actor.
/// </summary>
internal sealed record GameRecord
{
    // How many writes one epoch can have. With it, the version of any write of a later epoch is higher than all of an earlier one.
    private const int VersionsOfAnEpoch = 20;

    /// <summary>The fleet's entry as this owner last read or wrote it; null until it is read.</summary>
    public FleetEntry? Entry { get; private init; }

    /// <summary>The id of the game's life; null if nothing was played yet, or if the server does not give it.</summary>
    public string? Life { get; private init; }

    /// <summary>How often the game was lost and started anew, or this actor was restarted.</summary>
    public int Restarts { get; init; }

    /// <summary>Whether it is unknown if an input was applied.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>Whether the emulator has played on this node.</summary>
    public bool HasPlayed { get; private init; }

    /// <summary>The game that the last owner handed over, until it is restored; null if there is none.</summary>
    public StoredHandover? Handover { get; private init; }

    /// <summary>The emulator comes to this node.</summary>
    /// <param name="entry">What the fleet knows of it.</param>
    /// <param name="handover">What the last owner left; null when it left nothing.</param>
    public GameRecord Arrive(FleetEntry entry, StoredHandover? handover) => this with
    {
        Entry = entry,
        Handover = handover,
        Restarts = Math.Max(handover?.Handover.Restarts ?? Restarts, entry.Restarts),
        IsUncertain = handover?.Handover.IsUncertain ?? IsUncertain,
        // A game that stays on its server is recognised by the id of its life; a game that is brought, by its hash.
        Life = entry.Address is null ? null : entry.Game,
    };

    /// <summary>Whether the game that a session found continues the emulator's game. If not, it is a fresh one and the game before is lost.</summary>
    /// <param name="info">What the session found.</param>
    /// <param name="slot">Where.</param>
    /// <param name="isRestored">Whether the emulator's own game was loaded into the slot.</param>
    public bool GoesOn(SessionInfo info, PoolMessages.SlotGranted slot, bool isRestored) =>
        isRestored || (Life is not null ? Life == info.Game : Entry!.Epoch == 0 || slot.IsStatic);

    /// <summary>Whether the input ids that the server remembers belong to this game, and not to a game that another emulator had in the slot.</summary>
    public bool IsRemembered(SessionInfo info, PoolMessages.SlotGranted slot) => Life is not null ? Life == info.Game : slot.IsStatic;

    /// <summary>The record after the emulator plays the game that a session found. The entry must be written.</summary>
    /// <param name="info">What the session found.</param>
    /// <param name="slot">Where.</param>
    /// <param name="goesOn">False when it is a fresh game: what was not known of the old one does not matter to it.</param>
    public GameRecord Play(SessionInfo info, PoolMessages.SlotGranted slot, bool goesOn)
    {
        var restarts = goesOn ? Restarts : Restarts + 1;
        var next = this with { Life = info.Game, Restarts = restarts, IsUncertain = goesOn && IsUncertain, HasPlayed = true, Handover = null };
        return next.Write(Entry! with
        {
            Epoch = info.Epoch,
            Address = slot.IsStatic ? slot.Address.ToString() : null,
            Game = info.Game,
            Restarts = restarts,
            HandoverHash = null,
        });
    }

    /// <summary>The record after the emulator's leases changed. The entry must be written.</summary>
    public GameRecord Lease(LeaseRecord leases) => Write(Entry! with { Leases = leases });

    /// <summary>The record after the game is saved for the next owner. The entry must be written.</summary>
    /// <param name="hash">SHA-256 of what was saved, hex; null when it could not be saved.</param>
    public GameRecord HandOver(string? hash) => Write(Entry! with { HandoverHash = hash });

    private GameRecord Write(FleetEntry entry) =>
        this with { Entry = entry with { Version = Math.Max(Entry!.Version + 1, entry.Epoch << VersionsOfAnEpoch) } };
}
