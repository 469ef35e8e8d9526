using ActorInput.Actors.Sessions.Http;

namespace ActorInput.Actors.Sessions.Gym;

/// <summary>The answer of <c>GET /status</c>.</summary>
/// <param name="IsRunning">Whether a game runs.</param>
/// <param name="Steps">Successful actions since it was initialised.</param>
/// <param name="Session">The folder of its session, new at each initialisation; null where it does not say.</param>
internal sealed record GymStatus(bool IsRunning, long Steps, string? Session)
{
    /// <summary>Reads the answer; null when it is not a pokemon-gym's.</summary>
    public static GymStatus? Read(HttpExchange exchange)
    {
        if (exchange is not { Fault: ExchangeFault.None, Status: 200, IsJson: true } || JsonObjects.Parse(exchange.Reply) is not { } document)
            return null;
        using (document)
        {
            var root = document.RootElement;
            return JsonObjects.Text(root, "status") switch
            {
                "not_initialized" => new GymStatus(false, 0, null),
                "running" when JsonObjects.Number(root, "steps_taken") is { } steps and >= 0 =>
                    new GymStatus(true, steps, JsonObjects.Text(root, "session_dir")),
                _ => null,
            };
        }
    }
}
