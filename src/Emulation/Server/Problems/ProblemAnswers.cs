using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server.Writes;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Problems;

/// <summary>Turns failures into answers.</summary>
internal static class ProblemAnswers
{
    public static Problem Of(Exception failure) => failure switch
    {
        ProblemException known => known.Problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } large => RequestProblems.BodyTooLarge(large.Message),
        BadHttpRequestException bad => new Problem(bad.StatusCode, "badRequest", "The request is not proper HTTP", bad.Message),
        PressFailedException broken => GameFailed(broken.Message),
        ObjectDisposedException => new Problem(503, "stopping", "The server is stopping", "The game was stopped before the request was done."),
        // The texts of other exceptions go to the log only, because they can contain paths and internals.
        _ => new Problem(500, "internalError", "The request failed", "An unexpected failure; the server's log has the details."),
    };

    public static Problem GameFailed(string detail) => new(500, "gameFailed", "The game failed", detail);

    public static WriteAnswer Write(Problem problem) => JsonAnswer.Write(problem.Status, JsonAnswer.ProblemType, problem, static (json, problem) =>
    {
        json.WriteStartObject();
        json.WriteString("code"u8, problem.Code);
        json.WriteString("title"u8, problem.Title);
        json.WriteNumber("status"u8, problem.Status);
        json.WriteString("detail"u8, problem.Detail);
        foreach (var (name, value) in problem.Members)
        {
            if (value is long number)
                json.WriteNumber(name, number);
            else
                json.WriteString(name, value.ToString());
        }

        json.WriteEndObject();
    });
}
