using ActorInput.Actors.Sessions.Http;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions;

/// <summary>Speaks to one kind of server. <see cref="IEmulatorSession"/> describes the members.</summary>
/// <param name="channel">The way to the server.</param>
internal abstract class SessionDialect(SessionChannel channel) : IEmulatorSession
{
    private SessionInfo? _info;

    /// <inheritdoc/>
    public Uri Address => Channel.Address;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The dialect has not opened the session yet.</exception>
    public SessionInfo Info
    {
        get => _info ?? throw new InvalidOperationException($"The session with {Address} is not open.");
        protected set => _info = value;
    }

    protected SessionChannel Channel { get; } = channel;

    protected SessionOptions Options => Channel.Options;

    public virtual Task<SessionResult<RecentInput[]>> GetRecentAsync(CancellationToken cancellation) =>
        Task.FromResult<SessionResult<RecentInput[]>>(Array.Empty<RecentInput>());

    public abstract string? FirstUnsupported(InputSequence input);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no input.</exception>
    public SendTicket Prepare(IReadOnlyList<InputSequence> inputs) =>
        inputs.Count > 0 ? MakeTicket(inputs) : throw new ArgumentException("A request has at least one input.", nameof(inputs));

    public virtual string? WhyNot(GameWrite write) => NotSupported(write.IsBattery ? "a battery" : "writing memory").Detail;

    public virtual SendTicket Prepare(GameWrite write) => throw new InvalidOperationException($"The {Info.Dialect} dialect takes no writes.");

    public abstract ValueTask<SendStatus> SendAsync(SendTicket ticket, CancellationToken cancellation);

    /// <inheritdoc/>
    public Task<bool> ResolveAsync(IReadOnlyList<SendTicket> unanswered, CancellationToken cancellation) =>
        unanswered.Count == 0 ? Task.FromResult(true) : FindOutAsync(unanswered, cancellation);

    public abstract Task<SessionResult<SessionState>> GetStateAsync(CancellationToken cancellation);

    public virtual Task<SessionResult<byte[]>> GetScreenAsync(CancellationToken cancellation) =>
        Task.FromResult<SessionResult<byte[]>>(NotSupported("a picture"));

    public virtual Task<SessionResult<byte[]>> ReadMemoryAsync(MemoryRange range, CancellationToken cancellation) =>
        Task.FromResult<SessionResult<byte[]>>(NotSupported("memory"));

    public virtual Task<SessionResult<byte[]>> ReadBatteryAsync(CancellationToken cancellation) =>
        Task.FromResult<SessionResult<byte[]>>(NotSupported("a battery"));

    public abstract Task<SessionResult<SessionInfo>> ResetAsync(CancellationToken cancellation);

    public virtual Task<SessionResult<SessionInfo>> StartFreshAsync(CancellationToken cancellation) => ResetAsync(cancellation);

    public virtual Task<SessionResult<byte[]>> SaveStateAsync(CancellationToken cancellation) =>
        Task.FromResult<SessionResult<byte[]>>(NotSupported("the game as bytes"));

    public virtual Task<SessionResult<SessionInfo>> LoadStateAsync(ReadOnlyMemory<byte> state, CancellationToken cancellation) =>
        Task.FromResult<SessionResult<SessionInfo>>(NotSupported("a way to go on from bytes"));

    /// <summary>Does nothing: the factory owns the connections. Unanswered inputs stay unanswered.</summary>
    public void Dispose()
    {
    }

    /// <summary>Makes the ticket of <see cref="Prepare(IReadOnlyList{InputSequence})"/>.</summary>
    protected abstract SendTicket MakeTicket(IReadOnlyList<InputSequence> inputs);

    /// <summary>Does what <see cref="ResolveAsync"/> promises, for at least one ticket.</summary>
    protected abstract Task<bool> FindOutAsync(IReadOnlyList<SendTicket> unanswered, CancellationToken cancellation);

    /// <summary>Marks a ticket as unknown, because its game is over or it went to another server: nobody is left to ask.</summary>
    protected static void GiveUp(SendTicket ticket, SessionFailure failure)
    {
        Array.Fill(ticket.Applied, SendTicket.NotKnown);
        ticket.Failure = failure;
    }

    /// <summary>
    /// The failure of a ticket of several requests. <see cref="ReplyCode.ServerUnreachable"/> tells the caller to send the whole ticket again, so it
    /// is given only if nothing of it was applied.
    /// </summary>
    protected static SessionFailure Midway(int done, SessionFailure failure) =>
        done > 0 && failure.Code == ReplyCode.ServerUnreachable ? failure with { Code = ReplyCode.ServerError } : failure;

    protected SessionFailure EndedFailure(string why) =>
        new(ReplyCode.SessionEnded, $"The request to {Channel.Address} went to a game that is over: {why}.");

    protected SessionFailure NotSupported(string what) =>
        new(ReplyCode.NotSupported, $"{Channel.Address} speaks the {Info.Dialect} dialect, which has no route for {what}.");

    /// <summary>Asks once. Only for requests that could be repeated without harm.</summary>
    protected async Task<SessionResult<T>> GetAsync<T>(string path, Func<HttpExchange, SessionResult<T>> read, CancellationToken cancellation)
        where T : class
    {
        using var exchange = Channel.Rent();
        await Channel.SendAsync(exchange, HttpMethod.Get, Channel.At(path), Options.Timeout, cancellation);
        return IsOk(exchange) ? read(exchange) : ExchangeFailures.Of(exchange);
    }

    protected static bool IsOk(HttpExchange exchange) => exchange is { Fault: ExchangeFault.None, Status: >= 200 and < 300 };

    protected static SessionResult<SessionState> ReadState(HttpExchange exchange)
    {
        using var document = JsonObjects.Parse(exchange.Reply);
        if (document is null || !exchange.IsJson)
            return ExchangeFailures.Of(exchange, "a JSON object was expected");
        return new SessionState(exchange.Reply.ToArray(), JsonObjects.Text(document.RootElement, "stateHash"));
    }
}
