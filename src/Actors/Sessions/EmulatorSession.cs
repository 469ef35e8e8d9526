using ActorInput.Actors.Sessions.Http;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Sessions;

/// <summary>A session that finds out at each opening which dialect its server speaks, and delegates to that dialect.</summary>
/// <param name="channel">The channel to the server.</param>
internal sealed class EmulatorSession(SessionChannel channel) : IEmulatorSession
{
    private SessionDialect? _dialect;
    private bool _isDisposed;

    /// <inheritdoc/>
    public Uri Address => channel.Address;

    /// <inheritdoc/>
    public SessionInfo? Info => _dialect?.Info;

    private SessionDialect Dialect
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _dialect ?? throw new InvalidOperationException($"The session with {Address} is not open.");
        }
    }

    /// <inheritdoc/>
    public async Task<SessionResult<SessionInfo>> OpenAsync(long atLeastEpoch, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var opened = await DialectOpening.OpenAsync(channel, _dialect, atLeastEpoch, cancellation);
        // The dialect that sent a request keeps what is known about it, so a dialect that is found again is kept.
        _dialect = opened.Value ?? _dialect;
        return opened.Value is { } dialect ? dialect.Info! : opened.Failure!;
    }

    /// <inheritdoc/>
    public Task<SessionResult<RecentInput[]>> GetRecentAsync(CancellationToken cancellation) => Dialect.GetRecentAsync(cancellation);

    /// <inheritdoc/>
    public string? FirstUnsupported(InputSequence input) => Dialect.FirstUnsupported(input);

    /// <inheritdoc/>
    public SendTicket Prepare(IReadOnlyList<InputSequence> inputs)
    {
        if (inputs.Count == 0)
            throw new ArgumentException("A request has at least one input.", nameof(inputs));
        return Dialect.Prepare(inputs);
    }

    /// <inheritdoc/>
    public string? WhyNot(GameWrite write) => Dialect.WhyNot(write);

    /// <inheritdoc/>
    public SendTicket Prepare(GameWrite write) => Dialect.Prepare(write);

    /// <inheritdoc/>
    public ValueTask<SendStatus> SendAsync(SendTicket ticket, CancellationToken cancellation) => Dialect.SendAsync(ticket, cancellation);

    /// <inheritdoc/>
    public Task<bool> ResolveAsync(IReadOnlyList<SendTicket> unanswered, CancellationToken cancellation) =>
        unanswered.Count == 0 ? Task.FromResult(true) : Dialect.ResolveAsync(unanswered, cancellation);

    /// <inheritdoc/>
    public Task<SessionResult<SessionState>> GetStateAsync(CancellationToken cancellation) => Dialect.GetStateAsync(cancellation);

    /// <inheritdoc/>
    public Task<SessionResult<byte[]>> GetScreenAsync(CancellationToken cancellation) => Dialect.GetScreenAsync(cancellation);

    /// <inheritdoc/>
    public Task<SessionResult<byte[]>> ReadMemoryAsync(MemoryRange range, CancellationToken cancellation) => Dialect.ReadMemoryAsync(range, cancellation);

    /// <inheritdoc/>
    public Task<SessionResult<byte[]>> ReadBatteryAsync(CancellationToken cancellation) => Dialect.ReadBatteryAsync(cancellation);

    /// <inheritdoc/>
    public Task<SessionResult<SessionInfo>> ResetAsync(CancellationToken cancellation) => Dialect.ResetAsync(cancellation);

    /// <inheritdoc/>
    public Task<SessionResult<SessionInfo>> StartFreshAsync(CancellationToken cancellation) => Dialect.StartFreshAsync(cancellation);

    /// <inheritdoc/>
    public Task<SessionResult<byte[]>> SaveStateAsync(CancellationToken cancellation) => Dialect.SaveStateAsync(cancellation);

    /// <inheritdoc/>
    public Task<SessionResult<SessionInfo>> LoadStateAsync(ReadOnlyMemory<byte> state, CancellationToken cancellation) =>
        Dialect.LoadStateAsync(state, cancellation);

    /// <summary>Forgets the game; the factory owns the connections. Unanswered inputs stay unanswered.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _dialect = null;
    }
}
