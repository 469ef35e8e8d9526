using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;

namespace ActorInput.Faults.Answers;

/// <summary>Answers to requests that did not reach the game because of a fault.</summary>
internal static class FaultAnswers
{
    /// <summary>Word for word the answer of a pokemon-gym whose session has expired.</summary>
    public const string SessionTimeout =
        """{"player_name":"","rival_name":"","money":0,"location":"SESSION_TIMEOUT","coordinates":[0,0],"badges":[],"valid_moves":[],"inventory":[],"dialog":"Session has timed out after 30 minutes. Please initialize a new session.","pokemons":[],"screenshot_base64":"","collision_map":null,"step_number":0,"execution_time":0.0,"score":0.0}""";

    /// <summary>Null if the connection must be reset.</summary>
    public static Answer? Of(Fault fault, GameDialect dialect) => fault.Kind switch
    {
        FaultKind.Status500 when dialect == GameDialect.Gym =>
            Answer.Text(500, Answer.Json, """{"detail":"Failed to take action: the emulator failed"}"""),
        FaultKind.Status500 =>
            ProblemAnswers.Of(500, "internalError", "The request failed", "An unexpected failure; the server's log has the details."),
        FaultKind.Status503 when dialect == GameDialect.Gym => Answer.Text(503, "text/plain", "Service Unavailable"),
        FaultKind.Status503 => ProblemAnswers.Of(503, "stopping", "The server is stopping", "The request was not begun."),
        FaultKind.SessionTimeout => Answer.Text(200, Answer.Json, SessionTimeout),
        FaultKind.Garbage200 or FaultKind.TruncatedBody or FaultKind.WrongContentType =>
            Answer.Text(200, Answer.Json, """{"detail":"This answer is not to be believed: nothing was done."}"""),
        _ => null,
    };
}
