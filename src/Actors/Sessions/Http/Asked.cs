namespace ActorInput.Actors.Sessions.Http;

/// <summary>The result of a question that may be repeated without harm.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="Answer">The answer; null without one.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="Again">Whether it is worth asking again.</param>
/// <param name="Unreachable">Whether there was no connection.</param>
internal readonly record struct Asked<T>(T? Answer, SessionFailure? Failure, bool Again, bool Unreachable)
    where T : class
{
    public static Asked<T> Of(T answer) => new(answer, null, false, false);

    public static Asked<T> Final(SessionFailure failure) => new(null, failure, false, false);

    public static Asked<T> Retry(HttpExchange exchange, string? why = null) =>
        new(null, ExchangeFailures.Of(exchange, why), true, exchange.Fault == ExchangeFault.NotStarted);
}
