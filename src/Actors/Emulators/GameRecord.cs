using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Leases;

namespace ActorInput.Actors.Emulators;

/// <summary>What an owner knows of its emulator's game, and what it last told the fleet of it. Outlives sessions, slots and crashes of the actor.</summary>
internal sealed record GameRecord
{
    // Room for the writes of one epoch, so that any write of a later epoch counts more than all of an earlier one.
    private const int VersionsOfAnEpoch = 20;

    /// <summary>The fleet's entry as this owner last read or wrote it; null until it is read.</summary>
    public FleetEntry? Entry { get; private init; }

    /// <summary>Names the life of the game, where its server tells; null when nothing was played yet or the server does not tell.</summary>
    public string? Life { get; private init; }

    /// <summary>How often the game was lost and started anew, or this actor was.</summary>
    public int Restarts { get; init; }

    /// <summary>Whether an input's fate is unknown.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>Whether the emulator has played on this node.</summary>
    public bool HasPlayed { get; private init; }

    /// <summary>The game that the last owner handed over, until it is restored; null when there is none.</summary>
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
        // Of a game that stays where it is, its life tells whether it is still the same; of one that is brought, the hash does.
        Life = entry.Address is null ? null : entry.Game,
    };

    /// <summary>Whether the game that a session found goes on from where the emulator was: otherwise it is a fresh one and the one before is lost.</summary>
    /// <param name="info">What the session found.</param>
    /// <param name="slot">Where.</param>
    /// <param name="isRestored">Whether the emulator's own game was loaded into the slot.</param>
    public bool GoesOn(SessionInfo info, PoolMessages.SlotGranted slot, bool isRestored) =>
        isRestored || (Life is not null ? Life == info.Game : Entry!.Epoch == 0 || slot.IsStatic);

    /// <summary>
    /// Whether the input ids that the server remembers are of this game. Those of a game that another emulator had in the slot mean nothing here.
    /// </summary>
    public bool IsRemembered(SessionInfo info, PoolMessages.SlotGranted slot) => Life is not null ? Life == info.Game : slot.IsStatic;

    /// <summary>The emulator plays the game that a session found. The entry is to be written.</summary>
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

    /// <summary>The emulator's leases changed. The entry is to be written.</summary>
    public GameRecord Lease(LeaseRecord leases) => Write(Entry! with { Leases = leases });

    /// <summary>The game is saved for the next owner. The entry is to be written.</summary>
    /// <param name="hash">SHA-256 of what was saved, hex; null when it could not be saved.</param>
    public GameRecord HandOver(string? hash) => Write(Entry! with { HandoverHash = hash });

    private GameRecord Write(FleetEntry entry) =>
        this with { Entry = entry with { Version = Math.Max(Entry!.Version + 1, entry.Epoch << VersionsOfAnEpoch) } };
}
