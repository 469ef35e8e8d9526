using System.Text.Json;
using ActorInput.Faults.Games;

namespace ActorInput.Faults.Answers;

/// <summary>Problems in the shape of our emulator server (RFC 9457 with a <c>code</c>).</summary>
internal static class ProblemAnswers
{
    public static Answer Of(int status, string code, string title, string detail, params ReadOnlySpan<(string Name, object Value)> members)
    {
        var problem = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["code"] = code,
            ["title"] = title,
            ["status"] = status,
            ["detail"] = detail,
        };
        foreach (var (name, value) in members)
            problem[name] = value;
        return new Answer(status, Answer.Problem, JsonSerializer.SerializeToUtf8Bytes(problem, FaultyJson.Options));
    }

    public static Answer Invalid(string member, string detail) =>
        Of(400, "invalidRequest", "The request is not valid", detail, ("member", member));

    public static Answer MalformedJson(JsonException cause) => Of(400, "malformedJson", "The body is not JSON", cause.Message);

    public static Answer NotFound(string path) => Of(404, "notFound", "There is nothing here", $"No route is '{path}'.");

    public static Answer Refused(PressOutcome outcome)
    {
        var (code, title) = outcome.Verdict switch
        {
            PressVerdict.StaleEpoch => ("staleEpoch", "Another owner has come since"),
            PressVerdict.OtherGame => ("otherGame", "This is another life of the game"),
            PressVerdict.SequenceReused => ("sequenceReused", "The sequence belongs to another write"),
            PressVerdict.SequenceGone => ("sequenceGone", "The sequence has passed"),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Verdict, "Not a refusal."),
        };
        return Of(
            409, code, title, $"{title}: the epoch is {outcome.Epoch}, the last sequence {outcome.Sequence}, the game {outcome.Life}.",
            ("epoch", outcome.Epoch), ("sequence", outcome.Sequence), ("game", outcome.Life));
    }

    public static Answer NotHeld(ClaimOutcome outcome) => Of(
        409, "staleEpoch", "Another owner has come since", $"The epoch that is held is not the current one, {outcome.Epoch}.",
        ("epoch", outcome.Epoch), ("game", outcome.Life));

    public static Answer GameFailed(PressTicket ticket) => Of(
        500, "gameFailed", "The game failed", "The game failed in the middle of the request.",
        ("applied", (long)ticket.Applied), ("of", (long)ticket.Request.Steps));
}
