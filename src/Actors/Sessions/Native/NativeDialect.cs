using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ActorInput.Actors.Sessions.Http;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>
/// The dialect of our own server. Each input has a number within an epoch, which the session gets by a claim. The server applies a number once,
/// refuses older epochs, and can say afterwards what became of each number.
/// </summary>
internal sealed partial class NativeDialect(SessionChannel channel) : SessionDialect(channel)
{
    public const string Name = "actorinput";
    private const long Protocol = 1;

    // Among concurrent requests, one that was overtaken on the way is refused, not applied, and sent again with a higher number. Each other input of
    // its batch can overtake it at most once, and no batch has more inputs than this (InputLimits.MaxBatchInputs).
    private const int MostNumberings = 1_024;
    private static readonly MediaTypeHeaderValue BytesType = new("application/octet-stream");

    private readonly Uri _inputs = channel.At("inputs");
    private NativeCapabilities? _server;
    private long _next;
    private NativeQuestion? _question;

    /// <summary>Opens the session, given the server's capabilities.</summary>
    public async Task<SessionResult<SessionInfo>> OpenAsync(
        NativeCapabilities server, long atLeastEpoch, TimeSpan timeout, CancellationToken cancellation)
    {
        if (server.Protocol != Protocol)
        {
            return new SessionFailure(
                ReplyCode.NotSupported, $"{Channel.Address} speaks protocol {server.Protocol} of an ActorInput server; {Protocol} is understood.");
        }

        using var exchange = Channel.Rent();
        NativeClaim.WriteOpening(exchange.Json, NewId(), Math.Max(1, atLeastEpoch));
        await Channel.SendAsync(exchange, HttpMethod.Post, Channel.At("claim"), timeout, cancellation);
        if (!IsOk(exchange))
            return ExchangeFailures.Of(exchange);
        if (NativeClaim.ReadGrant(exchange) is not { } grant || grant.Epoch < atLeastEpoch)
            return ExchangeFailures.Of(exchange, "an epoch was asked for");
        if (!string.Equals(grant.Game, server.Game, StringComparison.Ordinal))
            return EndedFailure($"it was {server.Game} when it was opened and {grant.Game} when it was claimed");
        _server = server;
        // Interned, so that 10,000 sessions share one text.
        var cartridge = server.Cartridge is { } title ? string.Intern(title) : null;
        Info = new SessionInfo(Name, grant.Epoch, cartridge, grant.Game, server.HasOrderedResults) { Identity = server.Identity, StateProblem = server.StateProblem };
        _next = 1;
        return Info;
    }

    public override async Task<SessionResult<RecentInput[]>> GetRecentAsync(CancellationToken cancellation)
    {
        if (!Server.HasInputIds)
            return Array.Empty<RecentInput>();
        using var exchange = Channel.Rent();
        exchange.MaxResponseBytes = Math.Max(exchange.MaxResponseBytes, NativeRecent.MostBytes);
        await Channel.SendAsync(exchange, HttpMethod.Get, Channel.At("inputs/recent"), Options.Timeout, cancellation);
        return !IsOk(exchange) ? ExchangeFailures.Of(exchange)
            : NativeRecent.Read(exchange, Info.Game!) is { } recent ? recent
            : ExchangeFailures.Of(exchange, $"the inputs with ids of game {Info.Game} were asked for");
    }

    public override string? FirstUnsupported(InputSequence input)
    {
        var server = Server;
        foreach (var step in input.Steps)
        {
            if ((step.IsChord && !server.HasChords) || (step.HasHold && !server.HasHolds) || (step.IsExact && !server.HasExactFrames))
                return InputSequence.FromSteps(step).ToString();
        }

        return null;
    }

    protected override SendTicket MakeTicket(IReadOnlyList<InputSequence> inputs)
    {
        var ticket = new NativeTicket(inputs);
        Number(ticket);
        return ticket;
    }

    public override string? WhyNot(GameWrite write) =>
        write.IsBattery ? (Server.HasBattery ? null : NotSupported("a battery").Detail)
        : Server.HasMemoryWrites ? null : NotSupported("writing memory").Detail;

    public override SendTicket Prepare(GameWrite write)
    {
        var ticket = new NativeTicket(write);
        Number(ticket);
        return ticket;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<SendStatus> SendAsync(SendTicket ticket, CancellationToken cancellation)
    {
        var mine = Unsent(ticket);
        for (var left = MostNumberings; ; left--)
        {
            using var exchange = Channel.Rent();
            var (method, target) = WriteRequest(exchange, mine);
            mine.IsSent = true;
            // Until the answer is there, and if the request is cancelled, the ticket must not say that nothing was applied.
            Array.Fill(mine.Applied, SendTicket.NotKnown);
            await Channel.SendAsync(exchange, method, target, Timeout(mine.Inputs), cancellation);
            var status = Understand(exchange, mine, out var isOvertaken);
            if (!isOvertaken || left == 1)
                return status;
            Number(mine);
        }
    }

    public override Task<SessionResult<SessionState>> GetStateAsync(CancellationToken cancellation) =>
        GetAsync("direct/state", ReadState, cancellation);

    public override Task<SessionResult<byte[]>> GetScreenAsync(CancellationToken cancellation) =>
        GetAsync<byte[]>("screen.png", static exchange => exchange.Reply.ToArray(), cancellation);

    public override Task<SessionResult<byte[]>> ReadMemoryAsync(MemoryRange range, CancellationToken cancellation)
    {
        if (range.Bank is not null && !Server.HasMemoryBanks)
            return Task.FromResult<SessionResult<byte[]>>(NotSupported("memory by banks"));
        var path = string.Create(CultureInfo.InvariantCulture, $"memory?address=0x{range.Address:X4}&length={range.Length}");
        if (range.Bank is { } bank)
            path = string.Create(CultureInfo.InvariantCulture, $"{path}&bank={bank}");
        return GetAsync<byte[]>(path, exchange => NativeReading.Hex(exchange, range.Length), cancellation);
    }

    public override Task<SessionResult<byte[]>> ReadBatteryAsync(CancellationToken cancellation) => Server.HasBattery
        ? GetAsync<byte[]>("battery", static exchange => exchange.Reply.ToArray(), cancellation)
        : Task.FromResult<SessionResult<byte[]>>(NotSupported("a battery"));

    public override Task<SessionResult<byte[]>> SaveStateAsync(CancellationToken cancellation) =>
        Server.HasSavestates ? GetAsync("state", NativeReading.State, cancellation) : base.SaveStateAsync(cancellation);

    public override async Task<SessionResult<SessionInfo>> ResetAsync(CancellationToken cancellation)
    {
        using var exchange = Channel.Rent();
        return await ChangeAsync(exchange, HttpMethod.Post, "reset", cancellation);
    }

    /// <summary>A server without the battery feature empties the battery at each reset.</summary>
    public override async Task<SessionResult<SessionInfo>> StartFreshAsync(CancellationToken cancellation)
    {
        using var exchange = Channel.Rent();
        return await ChangeAsync(exchange, HttpMethod.Post, Server.HasBattery ? "fresh" : "reset", cancellation);
    }

    public override async Task<SessionResult<SessionInfo>> LoadStateAsync(ReadOnlyMemory<byte> state, CancellationToken cancellation)
    {
        if (!Server.HasSavestates)
            return await base.LoadStateAsync(state, cancellation);
        using var exchange = Channel.Rent();
        exchange.BodyType = BytesType;
        exchange.StateHash = Convert.ToHexStringLower(SHA256.HashData(state.Span));
        exchange.Body.Write(state.Span);
        return await ChangeAsync(exchange, HttpMethod.Put, "state", cancellation);
    }

    private NativeCapabilities Server => _server ?? throw new InvalidOperationException("The session is not open.");

    private bool IsSameGame(string game) => string.Equals(game, Info.Game, StringComparison.Ordinal);

    private static string NewId() => Guid.NewGuid().ToString("N");

    private (HttpMethod Method, Uri Target) WriteRequest(HttpExchange exchange, NativeTicket ticket)
    {
        var ids = Server.HasInputIds ? ticket.Ids : null;
        if (ticket.Write is not { } write)
        {
            NativeInputs.Write(exchange.Json, ticket, ids);
            return (HttpMethod.Post, _inputs);
        }

        if (write.IsBattery)
        {
            exchange.BodyType = BytesType;
            exchange.Body.Write(write.Bytes.Span);
        }
        else
        {
            NativeWrites.Write(exchange.Json, write);
        }

        return (HttpMethod.Put, Channel.At(NativeWrites.Path(ticket, write, ids?[0])));
    }

    private NativeTicket Unsent(SendTicket ticket)
    {
        if (ticket is not NativeTicket { IsSent: false } mine)
            throw new ArgumentException("A ticket is sent once, by the session that prepared it.", nameof(ticket));
        // The ticket was prepared before the session took a new epoch, or it was refused before and then overtaken by others.
        if (mine.Epoch != Info.Epoch || !IsSameGame(mine.Game) || mine.Failure is not null)
            Number(mine);
        mine.Failure = null;
        return mine;
    }

    private void Number(NativeTicket ticket)
    {
        _ = Server;
        var count = ticket.Inputs.Count;
        ticket.Number(Info.Game!, Info.Epoch, Interlocked.Add(ref _next, count) - count);
    }

    private TimeSpan Timeout(IReadOnlyList<InputSequence> inputs)
    {
        var server = Server;
        long frames = 0;
        for (var i = 0; i < inputs.Count; i++)
            frames += InputFrames.Of(inputs[i], server.HoldFrames, server.WaitFrames);

        return Channel.TimeoutFor(frames, server.FramesPerSecond);
    }

    private static SendStatus Understand(HttpExchange exchange, NativeTicket ticket, out bool isOvertaken)
    {
        isOvertaken = false;
        if (exchange is { Fault: ExchangeFault.None, Status: 200 })
        {
            var wrong = !exchange.IsJson ? "JSON was expected"
                : ticket.Write is null ? NativeInputs.Read(exchange.Reply.Span, ticket) : NativeWrites.Read(exchange, ticket);
            if (wrong is null)
            {
                ticket.Failure = null; // That it was overtaken before is no failure.
                return SendStatus.Answered;
            }

            Array.Fill(ticket.Applied, SendTicket.NotKnown);
            ticket.Failure = ExchangeFailures.Of(exchange, wrong);
            return SendStatus.Unanswered;
        }

        ticket.Failure = ExchangeFailures.Of(exchange);
        // Only a problem with a code is a refusal by our server. Without one it may come from any program on the way, before or after the press.
        var refusal = exchange.Status is >= 400 and < 500 ? ProblemAnswer.Read(exchange) : null;
        if (exchange.Fault != ExchangeFault.NotStarted && refusal is null)
            return SendStatus.Unanswered;
        isOvertaken = string.Equals(refusal?.Code, ProblemAnswer.SequenceGone, StringComparison.Ordinal);
        Array.Clear(ticket.Applied);
        ticket.IsSent = false;
        return SendStatus.NotSent;
    }

    /// <summary>A write to the game takes a number too, so that it is refused if it arrives late.</summary>
    private async Task<SessionResult<SessionInfo>> ChangeAsync(
        HttpExchange exchange, HttpMethod method, string path, CancellationToken cancellation)
    {
        _ = Server;
        var number = Interlocked.Increment(ref _next) - 1;
        var target = Channel.At(string.Create(CultureInfo.InvariantCulture, $"{path}?epoch={Info.Epoch}&sequence={number}"));
        await Channel.SendAsync(exchange, method, target, Options.Timeout, cancellation);
        if (!IsOk(exchange))
            return ExchangeFailures.Of(exchange);
        using var document = JsonObjects.Parse(exchange.Reply);
        if (document is not null && JsonObjects.Text(document.RootElement, "game") is { Length: > 0 } game)
            Info = Info with { Game = game };
        return Info;
    }
}
