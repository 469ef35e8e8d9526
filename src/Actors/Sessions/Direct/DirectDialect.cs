using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using ActorInput.Actors.Sessions.Http;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Actors.Sessions.Direct;

/// <summary>
/// A server as the first Python client knows it: <c>/input /state /reset /health /checkpoint/load</c>, by whatever program. It takes plain buttons,
/// one input in each request. It cannot be asked afterwards what was applied: an unanswered input stays unknown.
/// </summary>
internal sealed class DirectDialect(SessionChannel channel) : SessionDialect(channel)
{
    public const string Name = "direct";
    private const int GymFramesOfPress = 130;
    private const string Boundary = "actorinput-checkpoint-1f8a5c0d";
    private const int RequestTimeout = 408;
    private static readonly MediaTypeHeaderValue FormType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");

    private static readonly byte[] FormStart = Encoding.ASCII.GetBytes(
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"checkpoint\"; filename=\"checkpoint.state\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\n");

    private static readonly byte[] FormEnd = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");

    private readonly Uri _input = channel.At("input");

    public Task<SessionResult<SessionInfo>> OpenAsync(long atLeastEpoch)
    {
        Info = new SessionInfo(Name, Math.Max(1, atLeastEpoch), null, null, OrderedResults: false);
        return Task.FromResult<SessionResult<SessionInfo>>(Info);
    }

    public override string? FirstUnsupported(InputSequence input)
    {
        foreach (var step in input.Steps)
        {
            if (step.IsWait || step.IsChord || step.HasHold || step.IsExact)
                return InputSequence.FromSteps(step).ToString();
        }

        return null;
    }

    protected override SendTicket MakeTicket(IReadOnlyList<InputSequence> inputs) => new DirectTicket(inputs);

    public override async ValueTask<SendStatus> SendAsync(SendTicket ticket, CancellationToken cancellation)
    {
        if (ticket is not DirectTicket { IsOpen: false } mine)
            throw new ArgumentException("A ticket is sent once, by the session that prepared it.", nameof(ticket));
        mine.Failure = null;
        while (mine.Next < mine.Inputs.Count)
        {
            using var exchange = Channel.Rent();
            await SendAsync(exchange, mine, cancellation);
            if (IsOk(exchange))
            {
                mine.Applied[mine.Next] = mine.Inputs[mine.Next].Count;
                mine.IsOpen = false;
                mine.Next++;
                continue;
            }

            mine.Failure = ExchangeFailures.Of(exchange);
            if (exchange.Fault != ExchangeFault.NotStarted && exchange.Status is not (>= 400 and < 500 and not RequestTimeout))
                return SendStatus.Unanswered;
            mine.Applied[mine.Next] = 0;
            mine.IsOpen = false;
            mine.Failure = Midway(mine.Next, mine.Failure);
            return SendStatus.NotSent;
        }

        return SendStatus.Answered;
    }

    protected override Task<bool> FindOutAsync(IReadOnlyList<SendTicket> unanswered, CancellationToken cancellation)
    {
        foreach (var ticket in unanswered)
        {
            // The results of answered inputs stay; the unanswered input was marked as unknown when it was sent.
            if (ticket is not DirectTicket)
                GiveUp(ticket, EndedFailure("the server is not the same any more"));
        }

        return Task.FromResult(true);
    }

    public override Task<SessionResult<SessionState>> GetStateAsync(CancellationToken cancellation) => GetAsync("state", ReadState, cancellation);

    public override async Task<SessionResult<SessionInfo>> ResetAsync(CancellationToken cancellation)
    {
        using var exchange = Channel.Rent();
        return await ChangeAsync(exchange, "reset", cancellation);
    }

    public override async Task<SessionResult<SessionInfo>> LoadStateAsync(ReadOnlyMemory<byte> state, CancellationToken cancellation)
    {
        using var exchange = Channel.Rent();
        // A savestate may contain any bytes, but it is as unlikely to contain this line as a random key.
        exchange.Body.Write(FormStart);
        exchange.Body.Write(state.Span);
        exchange.Body.Write(FormEnd);
        exchange.BodyType = FormType;
        return await ChangeAsync(exchange, "checkpoint/load", cancellation);
    }

    private async Task SendAsync(HttpExchange exchange, DirectTicket ticket, CancellationToken cancellation)
    {
        var input = ticket.Inputs[ticket.Next];
        exchange.Json.WriteStartObject();
        exchange.Json.WriteString("inputs"u8, Plain(input));
        exchange.Json.WriteEndObject();
        ticket.Applied[ticket.Next] = SendTicket.NotKnown;
        ticket.IsOpen = true;
        await Channel.SendAsync(
            exchange, HttpMethod.Post, _input, Channel.TimeoutFor((long)input.Count * GymFramesOfPress, Options.FramesPerSecond), cancellation);
    }

    private async Task<SessionResult<SessionInfo>> ChangeAsync(HttpExchange exchange, string path, CancellationToken cancellation)
    {
        await Channel.SendAsync(exchange, HttpMethod.Post, Channel.At(path), Options.Timeout, cancellation);
        return IsOk(exchange) ? Info : ExchangeFailures.Of(exchange);
    }

    /// <summary>The input with repeats written out, because this dialect has none.</summary>
    private static string Plain(InputSequence input)
    {
        var names = new string[input.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = ButtonNames.Of(input.Steps[i].Buttons);
        return string.Join(' ', names);
    }
}
