using ActorInput.Actors.Sessions.Http;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions.Gym;

/// <summary>
/// A pokemon-gym. Its actions carry no numbers, but it counts successful actions. After a failure, comparing that count with the expected one tells
/// whether the action was applied. That holds while nobody else plays the same game: with any other count the result is unknown.
/// </summary>
/// <remarks>
/// The count is of actions, not of keys, and a server that fails in the middle of an action's keys does not count it: such an action counts as not
/// applied, because nothing shows that it was pressed.
/// </remarks>
internal sealed class GymDialect(SessionChannel channel) : SessionDialect(channel)
{
    public const string Name = "gym";

    private readonly Uri _action = channel.At("action");
    private readonly GymStepCount _count = new();
    private readonly GymScene _scene = new();
    private int _life;

    /// <summary>Opens the session, given the server's status. A running game goes on.</summary>
    public async Task<SessionResult<SessionInfo>> OpenAsync(
        GymStatus status, long atLeastEpoch, TimeSpan timeout, CancellationToken cancellation)
    {
        var epoch = Math.Max(1, atLeastEpoch);
        if (!status.IsRunning)
            return await InitializeAsync(epoch, timeout, cancellation);
        _count.Restart(status.Steps);
        return Info = new SessionInfo(Name, epoch, null, status.Session, OrderedResults: false);
    }

    public override string? FirstUnsupported(InputSequence input)
    {
        foreach (var step in input.Steps)
        {
            if (step.IsChord || step.HasHold || step.IsExact)
                return InputSequence.FromSteps(step).ToString();
        }

        return null;
    }

    protected override SendTicket MakeTicket(IReadOnlyList<InputSequence> inputs) => new GymTicket(inputs);

    public override async ValueTask<SendStatus> SendAsync(SendTicket ticket, CancellationToken cancellation)
    {
        if (ticket is not GymTicket { IsOpen: false } mine)
            throw new ArgumentException("A ticket is sent once, by the session that prepared it.", nameof(ticket));
        mine.Failure = null;
        while (mine.Next < mine.Actions.Count)
        {
            var outcome = GymOutcome.Open;
            mine.Begin(_life);
            _count.Begin();
            try
            {
                outcome = await PerformAsync(mine, cancellation);
            }
            finally
            {
                _count.End(outcome);
                mine.End(outcome);
            }

            if (outcome == GymOutcome.Open)
                return SendStatus.Unanswered;
            if (outcome == GymOutcome.NotApplied)
            {
                mine.Failure = Midway(mine.Next, mine.Failure!);
                return SendStatus.NotSent;
            }
        }

        return SendStatus.Answered;
    }

    protected override async Task<bool> FindOutAsync(IReadOnlyList<SendTicket> unanswered, CancellationToken cancellation)
    {
        var open = new List<GymTicket>(unanswered.Count);
        foreach (var ticket in unanswered)
        {
            if (ticket is GymTicket mine && (!mine.IsOpen || mine.Life == _life))
                open.Add(mine);
            else
                GiveUp(ticket, EndedFailure("the game started anew"));
        }

        open.RemoveAll(static ticket => !ticket.IsOpen);
        if (open.Count == 0)
            return true;
        using var asker = new ReconcileAsker(Channel, cancellation);
        var reading = await GymSettling.ReadAsync(Channel, asker, Info.Game, _count.Answered, open.Count);
        if (reading.Value is not { } settled)
        {
            foreach (var ticket in open)
                ticket.Failure = reading.Failure;
            return false;
        }

        foreach (var ticket in open)
        {
            ticket.End(settled.Outcome);
            if (settled.Outcome == GymOutcome.Open)
                ticket.Failure = settled.Failure;
        }

        if (settled.Status is not { IsRunning: true } status)
            return true;
        if (settled.Failure?.Code == ReplyCode.SessionEnded)
        {
            BeginLife(status);
            Info = Info with { Game = status.Session };
        }
        else
        {
            _count.Restart(status.Steps);
        }

        return true;
    }

    /// <summary>
    /// The members of <c>/status</c> (steps, score, time left), and those of the last answer to an action or to initialising (player, location,
    /// party, dialog …) without its picture. The latter are as old as that action, and absent before it.
    /// </summary>
    public override Task<SessionResult<SessionState>> GetStateAsync(CancellationToken cancellation) =>
        GetAsync("status", ReadMerged, cancellation);

    /// <summary>The picture in the last answer: the game stands still between actions.</summary>
    public override Task<SessionResult<byte[]>> GetScreenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        SessionResult<byte[]> result = _scene.ReadPicture() is { } picture
            ? picture
            : new SessionFailure(
                ReplyCode.NotSupported, $"{Channel.Address} is a pokemon-gym: there is no picture before the first action.");
        return Task.FromResult(result);
    }

    public override async Task<SessionResult<SessionInfo>> ResetAsync(CancellationToken cancellation)
    {
        using (var exchange = Channel.Rent())
        {
            await Channel.SendAsync(exchange, HttpMethod.Post, Channel.At("stop"), Options.Timeout, cancellation);
            if (!IsOk(exchange))
                return ExchangeFailures.Of(exchange);
        }

        return await InitializeAsync(Info.Epoch, Options.OpenTimeout, cancellation);
    }

    private async Task<SessionResult<SessionInfo>> InitializeAsync(long epoch, TimeSpan timeout, CancellationToken cancellation)
    {
        using var exchange = Channel.Rent();
        exchange.Json.WriteStartObject();
        exchange.Json.WriteBoolean("headless"u8, true);
        exchange.Json.WriteBoolean("sound"u8, false);
        exchange.Json.WriteEndObject();
        await Channel.SendAsync(exchange, HttpMethod.Post, Channel.At("initialize"), timeout, cancellation);
        if (!IsOk(exchange))
            return ExchangeFailures.Of(exchange);
        if (!exchange.IsJson || !GymAnswer.TryRead(exchange.Reply.Span, out var answer) || answer.IsTimeout)
            return ExchangeFailures.Of(exchange, "a fresh game's state was expected");
        var status = await GetAsync<GymStatus>("status", static reply => GymStatus.Read(reply) is { IsRunning: true } running
            ? running
            : ExchangeFailures.Of(reply, "a running game was expected after initialising"), cancellation);
        if (status.Value is not { } running)
            return status.Failure!;
        BeginLife(running);
        _scene.Keep(exchange.Reply.Span, answer);
        return Info = new SessionInfo(Name, epoch, null, running.Session, OrderedResults: false);
    }

    private void BeginLife(GymStatus status)
    {
        _count.Restart(status.Steps);
        _life++;
        _scene.Forget();
    }

    private async Task<GymOutcome> PerformAsync(GymTicket ticket, CancellationToken cancellation)
    {
        using var exchange = Channel.Rent();
        ticket.WriteNext(exchange.Json);
        await Channel.SendAsync(
            exchange, HttpMethod.Post, _action, Channel.TimeoutFor(ticket.NextFrames, Options.FramesPerSecond), cancellation);
        if (exchange is { Fault: ExchangeFault.None, Status: 200 })
            return Understand(exchange, ticket);
        ticket.Failure = ExchangeFailures.Of(exchange);
        if (exchange.Fault == ExchangeFault.NotStarted)
            return GymOutcome.NotApplied;
        return IsError(exchange) ? await VerifyAsync(ticket, exchange.Status < 500, cancellation) : GymOutcome.Open;
    }

    private GymOutcome Understand(HttpExchange exchange, GymTicket ticket)
    {
        if (!exchange.IsJson || !GymAnswer.TryRead(exchange.Reply.Span, out var answer))
        {
            ticket.Failure = ExchangeFailures.Of(exchange, "the game's state as JSON was expected");
            return GymOutcome.Open;
        }

        if (answer.IsTimeout)
        {
            ticket.Failure = new SessionFailure(
                ReplyCode.SessionEnded, $"POST {_action} answered SESSION_TIMEOUT: the game session is over and nothing was pressed.");
            return GymOutcome.NotApplied;
        }

        if (!_count.Fits(answer.Step))
        {
            ticket.Failure = ExchangeFailures.Of(exchange, $"step {answer.Step} cannot be the one after {_count.Answered}");
            return GymOutcome.Open;
        }

        _scene.Keep(exchange.Reply.Span, answer);
        return GymOutcome.Applied;
    }

    private static bool IsError(HttpExchange exchange)
    {
        if (exchange.Fault != ExchangeFault.None || exchange.Status < 400 || !exchange.IsJson)
            return false;
        using var document = JsonObjects.Parse(exchange.Reply);
        return document is not null && document.RootElement.TryGetProperty("detail", out _);
    }

    /// <summary>The server reports a failure, so the action is over, and the count shows at once whether it was applied nevertheless.</summary>
    private async Task<GymOutcome> VerifyAsync(GymTicket ticket, bool isRefused, CancellationToken cancellation)
    {
        if (_count.Alone() is not { } mark)
            return GymOutcome.Open;
        var reading = await GetAsync<GymStatus>(
            "status", static exchange => GymStatus.Read(exchange) is { } status ? status : ExchangeFailures.Of(exchange, "a status was expected"), cancellation);
        if (reading.Value is not { } status || _count.Alone() != mark)
            return GymOutcome.Open;
        if (!status.IsRunning && isRefused)
        {
            ticket.Failure = ticket.Failure! with { Code = ReplyCode.SessionEnded };
            return GymOutcome.NotApplied;
        }

        var expected = _count.Answered;
        if (!status.IsRunning || !string.Equals(status.Session, Info.Game, StringComparison.Ordinal) || (status.Steps != expected && status.Steps != expected + 1))
            return GymOutcome.Open;
        if (status.Steps == expected)
            return GymOutcome.NotApplied;
        ticket.Failure = null;
        return GymOutcome.Applied;
    }

    private SessionResult<SessionState> ReadMerged(HttpExchange exchange)
    {
        using var document = exchange.IsJson ? JsonObjects.Parse(exchange.Reply) : null;
        return document is null
            ? ExchangeFailures.Of(exchange, "a JSON object was expected")
            : new SessionState(_scene.Merge(document.RootElement), null);
    }
}
