using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Common;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// What an emulator's actor is doing, with the data that belongs to it. This one value is the only place that says so. <see cref="PhaseTransitions"/>
/// says which phase follows.
/// </summary>
/// <remarks>
/// A life goes through Reading, Seeking, Opening, perhaps Placing and Publishing, to Playing. A failure leads from Playing to Faulted and back, or
/// through Breaking to Seeking. A life ends through Draining if no node takes over, or through Departing, Saving and Parting on the way to another
/// node. Reclaiming comes before Saving when the session with the game was lost.
/// </remarks>
internal abstract record EmulatorPhase
{
    private EmulatorPhase(Standing standing) => Standing = standing;

    /// <summary>What others see of the phase.</summary>
    public Standing Standing { get; init; }

    /// <summary>Whether waiting inputs may be sent to the emulator server.</summary>
    public virtual bool MaySend => false;

    /// <summary>Whether waiting inputs are answered because they will not be sent any more.</summary>
    public virtual bool GivesUp => false;

    /// <summary>The emulator's slot; null if it has none.</summary>
    public virtual PoolMessages.SlotGranted? Slot => null;

    /// <summary>Whether the emulator's own game is in the slot, with an open session.</summary>
    public virtual bool HasGame => false;

    /// <summary>
    /// The slot in which the game was when its session was lost: its server may still have it. Null otherwise, and for a game that outlives this node,
    /// which the next owner finds where it is.
    /// </summary>
    public PoolMessages.SlotGranted? LostAt { get; init; }

    /// <summary>The phase of the emulator's life: while it drains, the phase that goes on underneath; otherwise this phase.</summary>
    public virtual EmulatorPhase Life => this;

    /// <summary>A new instance after a crash: waits for the state of the instance before.</summary>
    internal sealed record Inheriting() : EmulatorPhase(Standing.Starting);

    /// <summary>
    /// Waits for the fleet's entry, and for the last owner's handover if the entry names one. Inputs are accepted; routers are not told the place
    /// yet.
    /// </summary>
    internal sealed record Reading() : EmulatorPhase(Standing.Starting);

    /// <summary>The fleet has no emulator of this name.</summary>
    /// <param name="Refusal">The answer to whoever asks.</param>
    internal sealed record Unknown(Refusal Refusal) : EmulatorPhase(Standing.Starting with { Closed = Refusal });

    /// <summary>Waits for a slot.</summary>
    /// <param name="Failure">What failed before, which the pool counts; null for the first slot.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    internal sealed record Seeking(SessionFailure? Failure, Standing Standing) : EmulatorPhase(Standing);

    /// <summary>The pool has no slot for it now, and grants one by itself when that changes.</summary>
    /// <param name="Reason">Why: no capacity, quarantine, or a game that does not start.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    internal sealed record Denied(ReplyCode Reason, Standing Standing) : EmulatorPhase(Standing);

    /// <summary>A session is being opened: the game is claimed with it.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    internal sealed record Opening(PoolMessages.SlotGranted Slot, Standing Standing) : Seated(Slot, Standing);

    /// <summary>The session is open, and the emulator's own game is being put into the slot.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    /// <param name="Handover">The game that is restored; null when one is switched on anew in the place of another emulator's.</param>
    internal sealed record Placing(PoolMessages.SlotGranted Slot, Standing Standing, StoredHandover? Handover) : Seated(Slot, Standing);

    /// <summary>
    /// The game is in its slot and outlives this node: the fleet must know it before the first press, so that the next owner finds it.
    /// </summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    /// <param name="Note">What people are told of the game once it plays; may be null.</param>
    internal sealed record Publishing(PoolMessages.SlotGranted Slot, Standing Standing, string? Note) : Seated(Slot, Standing)
    {
        public override bool HasGame => true;
    }

    /// <summary>Inputs are accepted and sent.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">What others see.</param>
    internal sealed record Playing(PoolMessages.SlotGranted Slot, Standing Standing) : Seated(Slot, Standing)
    {
        /// <summary>While inputs are sent one by one: how many in a row were applied.</summary>
        public int Good { get; init; }

        public override bool HasGame => true;

        public override bool MaySend => true;
    }

    /// <summary>A request failed, but the session can still be used. Waits until the pool, which counts failures, lets the emulator go on.</summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    /// <param name="Failure">The failure.</param>
    internal sealed record Faulted(PoolMessages.SlotGranted Slot, Standing Standing, SessionFailure Failure) : Seated(Slot, Standing)
    {
        public override bool HasGame => true;
    }

    /// <summary>
    /// It is unknown whether an input was applied, and the options demand a reset before the next press. Questions and resets are accepted.
    /// </summary>
    /// <param name="Slot">Where.</param>
    /// <param name="Standing">What others see.</param>
    internal sealed record Uncertain(PoolMessages.SlotGranted Slot, Standing Standing) : Seated(Slot, Standing)
    {
        public override bool HasGame => true;

        public override bool MaySend => true;
    }

    /// <summary>
    /// The session is lost, or its actor crashed, while a request was in flight. The actor waits for its result; if it were cut off, the result could
    /// not be known.
    /// </summary>
    /// <param name="At">Where; null when the slot was lost before.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    /// <param name="Failure">Why a new session is needed.</param>
    /// <param name="HadGame">Whether the emulator's own game was in the slot, and still may be.</param>
    internal sealed record Breaking(PoolMessages.SlotGranted? At, Standing Standing, SessionFailure Failure, bool HadGame) : EmulatorPhase(Standing)
    {
        public override PoolMessages.SlotGranted? Slot => At;

        public override bool HasGame => HadGame;
    }

    /// <summary>
    /// Stops without moving to another node: accepted inputs are sent or answered, new ones are refused. The life goes on meanwhile, because an
    /// emulator that is starting must first get to play the inputs that it has accepted.
    /// </summary>
    internal sealed record Draining : EmulatorPhase
    {
        private readonly EmulatorPhase _life;

        public Draining(EmulatorPhase life)
            : base(Standing.Stopping) => _life = life;

        /// <summary>The time is over: nothing is sent any more; results that still come are answered.</summary>
        public bool IsLate { get; init; }

        public override EmulatorPhase Life => _life;

        public override bool MaySend => !IsLate && Life.MaySend;

        public override bool GivesUp => IsLate;

        public override PoolMessages.SlotGranted? Slot => Life.Slot;

        public override bool HasGame => !IsLate && Life.HasGame;

        public Draining With(EmulatorPhase life) => ReferenceEquals(life, _life) ? this : new Draining(life) { IsLate = IsLate };
    }

    /// <summary>
    /// Moves to another node: waiting messages go to the next owner through the router; the request in flight and the rest of a batch that has begun
    /// are finished here.
    /// </summary>
    /// <param name="Home">The slot with the game, which is saved from there; null when there is none here, or one that the next owner finds where this one would have.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    internal sealed record Departing(PoolMessages.SlotGranted? Home, Standing Standing) : EmulatorPhase(Standing)
    {
        /// <summary>Whether the rest of a batch that has begun may be sent.</summary>
        public bool Sends { get; init; }

        /// <summary>Whether the router has confirmed that it sends nothing more.</summary>
        public bool IsParted { get; init; }

        /// <summary>The time is over: nothing is sent any more; results that still come are answered.</summary>
        public bool IsLate { get; init; }

        public override bool MaySend => Sends;

        public override bool GivesUp => !Sends;

        public override PoolMessages.SlotGranted? Slot => Home;

        public override bool HasGame => Home is not null;
    }

    /// <summary>
    /// Everything is answered or given back, and the session with the game was lost. Another one is being opened, to save the game for the next owner if the server
    /// still has it.
    /// </summary>
    /// <param name="Home">The slot that had the game.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    internal sealed record Reclaiming(PoolMessages.SlotGranted Home, Standing Standing) : EmulatorPhase(Standing)
    {
        public override PoolMessages.SlotGranted? Slot => Home;
    }

    /// <summary>Everything is answered or given back; the game is being saved for the next owner.</summary>
    /// <param name="Home">The slot with the game.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    internal sealed record Saving(PoolMessages.SlotGranted Home, Standing Standing) : EmulatorPhase(Standing)
    {
        /// <summary>Whether the time is over: the session is closed, and saving ends with it.</summary>
        public bool IsLate { get; init; }

        public override PoolMessages.SlotGranted? Slot => Home;

        public override bool HasGame => !IsLate;
    }

    /// <summary>The game is saved, or could not be. Waits until the fleet knows where the next owner finds it.</summary>
    /// <param name="Home">The slot with the game.</param>
    /// <param name="Standing">What others see meanwhile.</param>
    internal sealed record Parting(PoolMessages.SlotGranted Home, Standing Standing) : EmulatorPhase(Standing)
    {
        public override PoolMessages.SlotGranted? Slot => Home;
    }

    /// <summary>It is over: the slot goes back and the actor stops.</summary>
    /// <param name="Standing">How it stood before.</param>
    internal sealed record Left(Standing Standing) : EmulatorPhase(Standing);

    /// <summary>A phase with a slot, and a session with the server there.</summary>
    internal abstract record Seated : EmulatorPhase
    {
        private protected Seated(PoolMessages.SlotGranted slot, Standing standing)
            : base(standing) => Slot = slot;

        public sealed override PoolMessages.SlotGranted Slot { get; }
    }
}
