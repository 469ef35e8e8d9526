using ActorInput.Actors.Common;
using ActorInput.Actors.Inputs;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Leases;

/// <summary>
/// Decides who holds an emulator: at most one lease at a time. The emulator's owner keeps it, and it alone is the truth; everything else that
/// speaks of a lease is a view of it. Belongs to its actor and is used on no other thread.
/// </summary>
/// <remarks>
/// Each use checks the clock, so a lease expires on time even before a timer fires. The epoch rises with each grant, also across releases and moves,
/// so that a late offer cannot revive a lease that has ended.
/// <para>
/// The views: <c>FleetEntry.Leases</c> is a copy of <see cref="Record"/>, from which the next owner starts. <see cref="LeaseSeat"/> is what the
/// broker last heard, by which it chooses whom to offer an emulator. The agent's <c>LeaseHold</c> says when the agent's lease ends unless it renews it.
/// The emulator's gauge says whether a leased emulator may move. Each of them may be late or wrong, and none can give an emulator to two agents:
/// every press is checked by this desk.
/// </para>
/// </remarks>
internal sealed class LeaseDesk(EmulatorId emulator, LeaseOptions options, TimeProvider time) : IPressRight
{
    private static readonly Refusal Lost = new(
        InputOutcome.NotApplied, ReplyCode.GameLost, "The lease holder's game was lost and a fresh one has begun. This was not done. The holder is told once.");

    private LeaseEntry? _lease;
    private bool _hasLostGame;
    private long _since;
    private TimeSpan _lasts;

    /// <summary>The epoch of the last lease; 0 before the first.</summary>
    public long Epoch { get; private set; }

    /// <summary>The current lease, or null. A lease that has not begun does not expire.</summary>
    public LeaseEntry? Lease => _lease is not null && (IsPending || time.GetElapsedTime(_since) < _lasts) ? _lease : null;

    /// <summary>
    /// Whether the lease was granted and has not begun. It already keeps all others out, but inputs that were accepted before may still be pressed.
    /// </summary>
    public bool IsPending { get; private set; }

    /// <summary>How long the lease lasts from now; zero when there is none.</summary>
    public TimeSpan ExpiresIn => Lease is null ? TimeSpan.Zero : IsPending ? _lasts : _lasts - time.GetElapsedTime(_since);

    /// <summary>The record for the emulator's next owner.</summary>
    public LeaseRecord Record => new(emulator, Epoch, Lease);

    /// <summary>The lease as people see it; null when there is none.</summary>
    public LeaseStatus? Status => Lease is { } lease ? new LeaseStatus(lease.Holder, lease.Epoch, ExpiresIn, lease.MayMove) : null;

    /// <inheritdoc/>
    public Refusal? Check(string? token)
    {
        if (_lease is null && token is null)
            return null;
        if (token is not null)
            return Stands(token) ? null : Stale;
        if (Lease is not { } lease)
            return null;
        var left = ExpiresIn;
        return new Refusal(
            InputOutcome.NotApplied, ReplyCode.Leased, $"The emulator is leased{(lease.Holder is { } holder ? $" to {holder}" : "")} for {left.TotalSeconds:0.0} s more.")
        { RetryAfter = left };
    }

    /// <summary>The game started anew during the current lease; <see cref="TellHolder"/> tells its holder.</summary>
    public Refusal? LoseGame()
    {
        _hasLostGame = Lease is not null && !IsPending;
        return _hasLostGame ? Lost : null;
    }

    /// <inheritdoc/>
    public Refusal? TellHolder(string? token, bool startsAnew = false)
    {
        if (!_hasLostGame || token is null || !Stands(token))
            return null;
        _hasLostGame = false;
        return startsAnew ? null : Lost;
    }

    /// <summary>Whether the token is that of the current lease.</summary>
    public bool Stands(string token) => Lease is { } lease && string.Equals(lease.Token.Value, token, StringComparison.Ordinal);

    /// <summary>
    /// Accepts an offer when there is no other lease and its epoch is higher than all before. An offer of the current lease, or of another lease for
    /// the same request, changes nothing. True when something changed.
    /// </summary>
    /// <param name="offer">The offer.</param>
    /// <param name="isPending">True when the lease begins only with <see cref="Begin"/>.</param>
    public bool Grant(LeaseEntry offer, bool isPending)
    {
        if (offer.Emulator != emulator || Lease is not null || offer.Epoch <= Epoch)
            return false;
        Hold(offer);
        IsPending = isPending;
        return true;
    }

    /// <summary>The pending lease begins: it lasts from now.</summary>
    public void Begin()
    {
        if (!IsPending || _lease is null)
            return;
        Hold(_lease with { ExpiresAt = null });
        IsPending = false;
    }

    /// <summary>Renews the lease: it lasts from now.</summary>
    /// <param name="token">The lease.</param>
    /// <param name="duration">How long; null: as long as before.</param>
    /// <returns>The refusal, with nothing changed; null when it was done.</returns>
    public Refusal? Renew(LeaseToken token, TimeSpan? duration)
    {
        if (!Stands(token.Value))
            return Stale;
        if (duration is { } asked && (asked < LeaseLimits.MinDuration || asked > options.MaxDuration))
        {
            return new Refusal(
                InputOutcome.NotApplied,
                ReplyCode.InvalidRequest,
                $"duration is {asked.TotalSeconds} s; {LeaseLimits.MinDuration.TotalSeconds} to {options.MaxDuration.TotalSeconds} s is allowed.");
        }

        Hold(_lease! with { Duration = duration ?? _lease.Duration, ExpiresAt = null });
        return null;
    }

    /// <summary>Ends the holder's lease. Returns the refusal, with nothing changed, or null when it was done.</summary>
    public Refusal? Release(LeaseToken token)
    {
        if (!Stands(token.Value))
            return Stale;
        Drop();
        return null;
    }

    /// <summary>
    /// Ends this lease and no other. If the lease is not known yet, a later offer of it is refused. True when something changed.
    /// </summary>
    public bool End(LeaseToken token)
    {
        if (Stands(token.Value))
        {
            Drop();
            return true;
        }

        if (token.Emulator != emulator || Lease is not null || token.Epoch <= Epoch)
            return false;
        Epoch = token.Epoch;
        return true;
    }

    /// <summary>Removes an expired lease. True when there was one.</summary>
    public bool Expire()
    {
        if (_lease is null || Lease is not null)
            return false;
        Drop();
        return true;
    }

    /// <summary>
    /// Takes over another owner's record: its lease lasts for the rest of its time by the wall clock, or has ended when that is over. A newer record
    /// here is kept. True when something changed.
    /// </summary>
    public bool Restore(LeaseRecord record)
    {
        if (record.Emulator != emulator || record.Epoch <= Epoch)
            return false;
        Drop();
        Epoch = record.Epoch;
        if (record.Lease is { ExpiresAt: not null } lease && lease.Epoch == record.Epoch)
            Hold(lease);
        Expire();
        return true;
    }

    private void Drop() => (_lease, IsPending, _hasLostGame) = (null, false, false);

    private void Hold(LeaseEntry lease)
    {
        var now = time.GetUtcNow();
        var lasts = lease.ExpiresAt is { } expiresAt ? expiresAt - now : lease.Duration;
        _lasts = lasts < options.MaxDuration ? lasts : options.MaxDuration;
        _since = time.GetTimestamp();
        _lease = lease with { ExpiresAt = now + _lasts };
        Epoch = lease.Epoch;
    }

    private static readonly Refusal Stale =
        new(InputOutcome.NotApplied, ReplyCode.StaleLease, "The lease has ended or was never given; acquire another one.");
}
