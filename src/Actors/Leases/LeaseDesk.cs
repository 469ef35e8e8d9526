using ActorInput.Actors.Common;
using ActorInput.Actors.Inputs;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Leases;

/// <summary>
/// Says who holds an emulator: at most one lease at a time. It lives with the emulator's owner and is the only truth there is; the broker
/// may be wrong, late or gone. Belongs to its actor and is used on no other thread.
/// </summary>
/// <remarks>
/// A lease ends by the clock at each use, not only when a timer comes round. The epoch of what was granted only ever rises, over releases and
/// moves, so that an offer that comes late cannot bring back what has ended.
/// </remarks>
internal sealed class LeaseDesk(EmulatorId emulator, LeaseOptions options, TimeProvider time) : IPressRight
{
    private static readonly Refusal Lost = new(
        InputOutcome.NotApplied, ReplyCode.GameLost, "The game that the lease's holder played was lost and a fresh one has begun; this was not done. It is told once.");

    private LeaseEntry? _lease;
    private bool _hasLostGame;
    private long _since;
    private TimeSpan _lasts;

    /// <summary>The epoch of the last lease; 0 before the first.</summary>
    public long Epoch { get; private set; }

    /// <summary>The lease that stands now, or null. One that has not begun does not run out.</summary>
    public LeaseEntry? Lease => _lease is not null && (IsPending || time.GetElapsedTime(_since) < _lasts) ? _lease : null;

    /// <summary>
    /// Whether the lease was granted and has not begun: it keeps everybody out who does not hold it, but what was accepted before it may still
    /// be pressed.
    /// </summary>
    public bool IsPending { get; private set; }

    /// <summary>How long the lease lasts from now; zero when none stands.</summary>
    public TimeSpan ExpiresIn => Lease is null ? TimeSpan.Zero : IsPending ? _lasts : _lasts - time.GetElapsedTime(_since);

    /// <summary>What the emulator's next owner needs.</summary>
    public LeaseRecord Record => new(emulator, Epoch, Lease);

    /// <summary>What people see; null when none stands.</summary>
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

    /// <summary>The game started anew under the lease that stands: its holder is told by <see cref="TellHolder"/>.</summary>
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

    /// <summary>Whether the token is that of the lease that stands.</summary>
    public bool Stands(string token) => Lease is { } lease && string.Equals(lease.Token.Value, token, StringComparison.Ordinal);

    /// <summary>
    /// Takes an offer when no other lease stands and its epoch is higher than all before. An offer of the lease that stands, or of another one
    /// for the same request, changes nothing. True when something changed.
    /// </summary>
    /// <param name="offer">The offer.</param>
    /// <param name="isPending">Whether the lease begins only with <see cref="Begin"/>.</param>
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

    /// <summary>Lets the lease last from now on.</summary>
    /// <param name="token">The lease.</param>
    /// <param name="duration">How long; null: as long as before.</param>
    /// <returns>Why not, with nothing changed; null when it was done.</returns>
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

    /// <summary>Ends the lease of one who holds it. Why not, with nothing changed; null when it was done.</summary>
    public Refusal? Release(LeaseToken token)
    {
        if (!Stands(token.Value))
            return Stale;
        Drop();
        return null;
    }

    /// <summary>
    /// Ends that lease and no other. One that is not known yet is not granted any more, whenever its offer comes. True when something changed.
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

    /// <summary>Forgets a lease whose time is up. True when there was one.</summary>
    public bool Expire()
    {
        if (_lease is null || Lease is not null)
            return false;
        Drop();
        return true;
    }

    /// <summary>
    /// Goes on from where another owner's leases stood: with the time that is left by the wall clock, or with none when it is up. What is known
    /// here and newer stays. True when something changed.
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
