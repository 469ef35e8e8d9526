namespace ActorInput.Actors.Sessions.Http;

/// <summary>An error of our own server (RFC 9457).</summary>
/// <param name="Code">For programs.</param>
/// <param name="Detail">For people.</param>
/// <param name="Game">The life of the game that spoke; null where it does not say.</param>
internal sealed record ProblemAnswer(string Code, string Detail, string? Game)
{
    public const string StaleEpoch = "staleEpoch";
    public const string OtherGame = "otherGame";
    public const string ForeignState = "foreignState";
    public const string SequenceGone = "sequenceGone";

    /// <summary>Reads the answer as a problem with a code; null when it is none.</summary>
    public static ProblemAnswer? Read(HttpExchange exchange)
    {
        if (exchange.Fault != ExchangeFault.None || exchange.Status < 400 || !exchange.IsJson || JsonObjects.Parse(exchange.Reply) is not { } document)
            return null;
        using (document)
        {
            return JsonObjects.Text(document.RootElement, "code") is { Length: > 0 } code
                ? new ProblemAnswer(code, JsonObjects.Text(document.RootElement, "detail") ?? "", JsonObjects.Text(document.RootElement, "game"))
                : null;
        }
    }
}
