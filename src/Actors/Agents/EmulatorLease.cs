using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>
/// The lease of an emulator: only this agent can use the emulator until the lease is disposed. The pool renews it meanwhile. It ends with the agent's
/// host, at the latest after its duration.
/// <code>
/// await using var lease = await pool.AcquireAsync(TimeSpan.FromSeconds(10));
/// var reply = await lease.SendInputAsync("A B START");
/// </code>
/// </summary>
/// <remarks>
/// A lease that is never disposed is renewed as long as its host runs, and nobody else gets the emulator. After the lease was lost, inputs are
/// answered with <c>StaleLease</c> and press nothing.
/// </remarks>
public sealed class EmulatorLease : EmulatorHandle, IAsyncDisposable, IDisposable
{
    private readonly LeaseHold _hold;
    private int _released;

    internal EmulatorLease(LeaseHold hold, AgentCalls calls)
        : base(hold.Token.Emulator, calls, new OutstandingInputs(calls.Options.MaxOutstanding), hold.Token.Value) => _hold = hold;

    /// <summary>
    /// Proves the lease, for messages that you send to <c>EmulatorRouter</c> yourself and for <see cref="ScriptRequest.Terms"/>: put its
    /// <see cref="LeaseToken.Value"/> into the message's terms.
    /// </summary>
    public LeaseToken Token => _hold.Token;

    /// <summary>The lease's number among those of the emulator; the later one is higher.</summary>
    public long Epoch => _hold.Token.Epoch;

    /// <summary>Cancelled when the lease ended and was not released here: it expired, was ended elsewhere, or the host stopped.</summary>
    public CancellationToken Lost => _hold.Lost;

    /// <summary>Why the lease was lost, for people; null when it was not.</summary>
    public string? LostBecause => _hold.LostBecause;

    /// <summary>Releases the emulator. Inputs that still wait are answered as not applied.</summary>
    /// <exception cref="ObjectDisposedException">The lease was released before.</exception>
    /// <exception cref="EmulatorPoolException">The lease had been lost (<c>StaleLease</c>): another agent may have had the emulator
    /// meanwhile.</exception>
    public async Task ReleaseAsync()
    {
        if (!await EndAsync())
            throw new EmulatorPoolException(ReplyCode.StaleLease, $"The lease of '{Emulator}' had ended before it was released: {LostBecause ?? "its owner does not know it any more."}");
    }

    /// <inheritdoc cref="ReleaseAsync"/>
    public void Release() => BlockingCall.Wait(ReleaseAsync);

    /// <summary>Gives the emulator back, if it was not before. Throws nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
            _hold.Release();
        await _hold.Ended;
    }

    /// <summary>Gives the emulator back, if it was not before. Throws nothing.</summary>
    public void Dispose() => BlockingCall.Wait(() => DisposeAsync().AsTask());

    /// <inheritdoc/>
    private protected override void ThrowIfReleased()
    {
        if (Volatile.Read(ref _released) != 0)
            throw Released();
    }

    private Task<bool> EndAsync()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0)
            throw Released();
        _hold.Release();
        return _hold.Ended;
    }

    private ObjectDisposedException Released() =>
        new(nameof(EmulatorLease), $"The lease of '{Emulator}' (number {Epoch}) was released; acquire another one.");
}
