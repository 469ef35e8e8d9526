using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Common;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// What an emulator's actor is doing, with the data that belongs to it. One value, and the only place that says it; <see cref="PhaseTransitions"/>
/// says what follows it.
/// </summary>
/// <remarks>
/// The way of a life is Reading, Seeking, Opening, perhaps Placing and Publishing, Playing. A failure leads from Playing to Faulted and back, or
/// by way of Breaking to Seeking. A life ends through Draining where nobody takes over, or through Departing, Saving and Parting to another node.
/// </remarks>
internal abstract record EmulatorPhase
{
    private EmulatorPhase(Standing standing) => Standing = standing;

    /// <summary>How the emulator stands with others.</summary>
    public Standing Standing { get; init; }

    /// <summary>Whether what waits may leave for the emulator server.</summary>
    public virtual bool MaySend => false;

    /// <summary>Whether what waits is answered because it will not be sent any more.</summary>
    public virtual bool GivesUp => false;

    /// <summary>The slot that is the emulator's; null when it has none.</summary>
    public virtual PoolMessages.SlotGranted? Slot => null;

    /// <summary>Whether the game in the slot is the emulator's own, and the session with it open.</summary>
    public virtual bool HasGame => false;

    /// <summary>The emulator's life: of one that drains what it does meanwhile, otherwise the phase itself.</summary>
    public virtual EmulatorPhase Life => this;

    /// <summary>A new instance after a crash: waits for what the one before left.</summary>
    internal sealed record Inheriting() : EmulatorPhase(Standing.Starting);

    /// <summary>Waits for the fleet's entry, and for what the last owner left if the entry says so. Inputs are accepted; nobody is told the place.</summary>
    internal sealed record Reading() : EmulatorPhase(Standing.Starting);

    /// <summary>The fleet has no emulator of this name.</summary>
    /// <param name="Refusal">The answer to whoever asks.</param>
    internal sealed record Unknown(Refusal Refusal) : EmulatorPhase(Standing.Starting with { Closed = Refusal });

    /// <summary>Waits for a slot.</summary>
    /// <param name="Failure">What failed before, which the pool counts; null for the first slot.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    internal sealed record Seeking(SessionFailure? Failure, Standing Standing) : EmulatorPhase(Standing);

    /// <summary>The pool has no slot for it now, and grants one by itself when that changes.</summary>
    /// <param name="Reason">Why: no capacity, quarantine, or a game that does not start.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    internal sealed record Denied(ReplyCode Reason, Standing Standing) : EmulatorPhase(Standing);

    /// <summary>A session is being opened: the game is claimed with it.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    internal sealed record Opening(PoolMessages.SlotGranted Slot, Standing Standing) : Seated(Slot, Standing);

    /// <summary>The session is open, and the emulator's own game is being put into the slot.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    /// <param name="Handover">The game that is restored; null when one is switched on anew in the place of another emulator's.</param>
    internal sealed record Placing(PoolMessages.SlotGranted Slot, Standing Standing, StoredHandover? Handover) : Seated(Slot, Standing);

    /// <summary>The game is there and outlives this node: the fleet must know it before anything is pressed, so that whoever comes next finds it.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    /// <param name="Note">What people are told of the game once it plays; may be null.</param>
    internal sealed record Publishing(PoolMessages.SlotGranted Slot, Standing Standing, string? Note) : Seated(Slot, Standing)
    {
        public override bool HasGame => true;
    }

    /// <summary>Inputs are accepted and sent.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">How it stands.</param>
    internal sealed record Playing(PoolMessages.SlotGranted Slot, Standing Standing) : Seated(Slot, Standing)
    {
        /// <summary>While inputs go one by one: how many went well in a row.</summary>
        public int Good { get; init; }

        public override bool HasGame => true;

        public override bool MaySend => true;
    }

    /// <summary>A request failed though the session lives. Waits for the pool, which counts failures, to say that it may go on.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    /// <param name="Failure">What failed.</param>
    internal sealed record Faulted(PoolMessages.SlotGranted Slot, Standing Standing, SessionFailure Failure) : Seated(Slot, Standing)
    {
        public override bool HasGame => true;
    }

    /// <summary>An input's fate is unknown, and the options want a reset before anything is pressed. Those who look at the game and resets pass.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">How it stands.</param>
    internal sealed record Uncertain(PoolMessages.SlotGranted Slot, Standing Standing) : Seated(Slot, Standing)
    {
        public override bool HasGame => true;

        public override bool MaySend => true;
    }

    /// <summary>
    /// The session is lost, or its actor crashed, with a request in flight. Its result is waited for: cut off, its fate could not be known.
    /// </summary>
    /// <param name="At">Where; null when the slot was lost before.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    /// <param name="Failure">Why a new session is needed.</param>
    /// <param name="HadGame">Whether the emulator's own game was in the slot, and still may be.</param>
    internal sealed record Breaking(PoolMessages.SlotGranted? At, Standing Standing, SessionFailure Failure, bool HadGame) : EmulatorPhase(Standing)
    {
        public override PoolMessages.SlotGranted? Slot => At;

        public override bool HasGame => HadGame;
    }

    /// <summary>
    /// Stops, with no other node to go to: what is accepted is sent or answered, nothing new is taken. The life goes on meanwhile: an emulator that
    /// starts must first come to play what it has accepted.
    /// </summary>
    internal sealed record Draining : EmulatorPhase
    {
        private readonly EmulatorPhase _life;

        public Draining(EmulatorPhase life)
            : base(Standing.Stopping) => _life = life;

        /// <summary>Its time is over: nothing is sent any more, and what comes back is answered.</summary>
        public bool IsLate { get; init; }

        public override EmulatorPhase Life => _life;

        public override bool MaySend => !IsLate && Life.MaySend;

        public override bool GivesUp => IsLate;

        public override PoolMessages.SlotGranted? Slot => Life.Slot;

        public override bool HasGame => !IsLate && Life.HasGame;

        public Draining With(EmulatorPhase life) => ReferenceEquals(life, _life) ? this : new Draining(life) { IsLate = IsLate };
    }

    /// <summary>
    /// Leaves for another node: what waits goes to the next owner by way of the router, what is in flight and the rest of a batch that has begun
    /// is finished here.
    /// </summary>
    /// <param name="Home">The slot with the game, which is saved from there; null when there is none here, or one that the next owner finds where this one would have.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    internal sealed record Departing(PoolMessages.SlotGranted? Home, Standing Standing) : EmulatorPhase(Standing)
    {
        /// <summary>Whether the rest of a batch that has begun may leave.</summary>
        public bool Sends { get; init; }

        /// <summary>Whether the router has said that nothing more comes from it.</summary>
        public bool IsParted { get; init; }

        /// <summary>Its time is over: nothing is sent any more, and what comes back is answered.</summary>
        public bool IsLate { get; init; }

        public override bool MaySend => Sends;

        public override bool GivesUp => !Sends;

        public override PoolMessages.SlotGranted? Slot => Home;

        public override bool HasGame => Home is not null;
    }

    /// <summary>All is answered or given away; the game is being saved for the next owner.</summary>
    /// <param name="Home">The slot with the game.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    internal sealed record Saving(PoolMessages.SlotGranted Home, Standing Standing) : EmulatorPhase(Standing)
    {
        /// <summary>Its time is over: the session is closed, and saving ends with it.</summary>
        public bool IsLate { get; init; }

        public override PoolMessages.SlotGranted? Slot => Home;

        public override bool HasGame => !IsLate;
    }

    /// <summary>The game is saved, or could not be. Waits until the fleet knows where the next owner finds it.</summary>
    /// <param name="Home">The slot with the game.</param>
    /// <param name="Standing">How it stands meanwhile.</param>
    internal sealed record Parting(PoolMessages.SlotGranted Home, Standing Standing) : EmulatorPhase(Standing)
    {
        public override PoolMessages.SlotGranted? Slot => Home;
    }

    /// <summary>It is over: the slot goes back and the actor stops.</summary>
    /// <param name="Standing">How it stood before.</param>
    internal sealed record Left(Standing Standing) : EmulatorPhase(Standing);

    /// <summary>It has a slot, and a session with the server there.</summary>
    internal abstract record Seated : EmulatorPhase
    {
        private protected Seated(PoolMessages.SlotGranted slot, Standing standing)
            : base(standing) => Slot = slot;

        public sealed override PoolMessages.SlotGranted Slot { get; }
    }
}
