using System.Globalization;
using System.Text;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions.Http;

/// <summary>Describes a failed request in one sentence.</summary>
internal static class ExchangeFailures
{
    private const int ShownBytes = 120;

    /// <summary>Why this request failed.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="why">What is wrong with an answer that came; null when its status is.</param>
    public static SessionFailure Of(HttpExchange exchange, string? why = null)
    {
        var asked = $"{exchange.Method} {exchange.Address}";
        return exchange.Fault switch
        {
            ExchangeFault.NotStarted => new SessionFailure(ReplyCode.ServerUnreachable, $"{asked} found no connection{Because(exchange.FaultText)}."),
            ExchangeFault.TimedOut => new SessionFailure(
                ReplyCode.ServerTimeout,
                string.Create(CultureInfo.InvariantCulture, $"{asked} was not answered within {exchange.Timeout.TotalSeconds:0.###} s.")),
            ExchangeFault.Broken => new SessionFailure(ReplyCode.ServerError, $"{asked} was not answered whole{Because(exchange.FaultText)}."),
            ExchangeFault.TooLarge => new SessionFailure(
                ReplyCode.ServerError, $"{asked} answered {exchange.Status} with more than {exchange.MaxResponseBytes} bytes."),
            _ when why is not null => new SessionFailure(
                ReplyCode.ServerError, $"{asked} answered {exchange.Status} with an unexpected answer: {why}{Shown(exchange)}."),
            _ => OfStatus(exchange, asked),
        };
    }

    private static SessionFailure OfStatus(HttpExchange exchange, string asked)
    {
        if (ProblemAnswer.Read(exchange) is not { } problem)
            return new SessionFailure(ReplyCode.ServerError, $"{asked} answered {exchange.Status}{Shown(exchange)}.");
        var code = problem.Code switch
        {
            ProblemAnswer.StaleEpoch => ReplyCode.StaleEpoch,
            ProblemAnswer.OtherGame => ReplyCode.SessionEnded,
            ProblemAnswer.ForeignState => ReplyCode.ForeignState,
            "stopping" => ReplyCode.ServerUnreachable,
            "noBattery" => ReplyCode.NotSupported,
            _ when exchange.Status is 400 or 413 => ReplyCode.InvalidRequest,
            _ => ReplyCode.ServerError,
        };
        return new SessionFailure(code, $"{asked} answered {exchange.Status} {problem.Code}: {problem.Detail.TrimEnd('.')}.");
    }

    private static string Because(string text) => text.Length == 0 ? "" : $": {text.TrimEnd('.')}";

    /// <summary>The beginning of the answer if it is text; binary data is not shown.</summary>
    private static string Shown(HttpExchange exchange)
    {
        var bytes = exchange.Reply.Span;
        var some = bytes[..Math.Min(ShownBytes, bytes.Length)];
        foreach (var b in some)
        {
            if (b is < 0x20 and not (byte)'\t' and not (byte)'\r' and not (byte)'\n')
                return $" ({bytes.Length} bytes, {(exchange.ReplyType.Length == 0 ? "of no stated type" : exchange.ReplyType)})";
        }

        if (some.Length == 0)
            return " (nothing)";
        var text = Encoding.UTF8.GetString(some).ReplaceLineEndings(" ");
        return $" ('{text}{(some.Length < bytes.Length ? "…" : "")}')";
    }
}
