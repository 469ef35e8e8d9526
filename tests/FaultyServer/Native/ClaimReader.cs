using System.Text.Json;
using ActorInput.Faults.Answers;
using ActorInput.Faults.Games;

namespace ActorInput.Faults.Native;

/// <summary>Reads the body of POST /claim.</summary>
internal static class ClaimReader
{
    private const int MostResolved = 1_024;
    private const int MostIdLength = 128;

    /// <summary>Reads a body; an empty one is a claim without conditions. If it is not valid, the problem says why.</summary>
    public static ClaimRequest? Read(byte[] body, out Answer? problem)
    {
        problem = null;
        if (body.Length == 0)
            return new ClaimRequest(null, null, null, null);
        try
        {
            var read = JsonSerializer.Deserialize<ClaimBody>(body, FaultyJson.Options) ?? new ClaimBody(null, null, null, null);
            if (read.Resolve is { } range && (range.Count is < 1 or > MostResolved || range.Sequence < 1 || range.Epoch < 0))
                problem = ProblemAnswers.Invalid("resolve", $"resolve is {range}; epoch from 0, sequence from 1, count 1 to {MostResolved} are allowed.");
            else if (read.Held < 0 || read.AtLeast < 0)
                problem = ProblemAnswers.Invalid("held", "held and atLeast are 0 or more.");
            else if (read.Claim is { Length: 0 or > MostIdLength })
                problem = ProblemAnswers.Invalid("claim", $"claim has {read.Claim.Length} characters; 1 to {MostIdLength} are allowed.");
            return problem is null ? new ClaimRequest(read.Held, read.AtLeast, read.Resolve, read.Claim) : null;
        }
        catch (JsonException bad)
        {
            problem = ProblemAnswers.MalformedJson(bad);
            return null;
        }
    }

    private sealed record ClaimBody(long? Held, long? AtLeast, SequenceRange? Resolve, string? Claim);
}
