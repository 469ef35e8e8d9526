using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>Reads the terms of a write from the body and from the headers <c>Idempotency-Key</c> and <c>Lease</c>.</summary>
internal static class RouteTerms
{
    /// <summary>The header with the id of a request, as in the IETF's draft.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>The header that has the token of the caller's lease.</summary>
    public const string LeaseHeader = "Lease";

    /// <summary>A header's description, for the API's description.</summary>
    public static string Describe(string header) => header == KeyHeader
        ? "The caller's id of the request, 1 to 128 printable ASCII characters without spaces: a request with the same key gets the first answer, and nothing is done again. "
            + "The same as the member id of the body; if both are given they must be equal."
        : "The token of the caller's lease, as it was granted. Needed while an agent holds the emulator. If the body has a member lease too, they must be equal.";

    /// <summary>Reads the terms.</summary>
    /// <param name="body">The object that has them.</param>
    /// <param name="request">The request whose headers are read; null: none are.</param>
    /// <param name="at">Where the object is in the body, for the text of the problem; empty or with a dot at its end.</param>
    public static Answer<InputTerms> Read(TermsRequest body, HttpRequest? request, string at = "")
    {
        if (!TryMerge($"{at}id", body.Id, request, KeyHeader, out var id, out var problem) || !TryReadLease($"{at}lease", body.Lease, request, out var lease, out problem))
            return new(problem);

        var terms = new InputTerms
        {
            Id = id,
            Deadline = body.DeadlineMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            Priority = body.Priority ?? InputPriority.Interactive,
            Lease = lease,
            Trace = Activity.Current?.Context ?? default,
        };
        return terms.Problem() is { } wrong ? new(Problems.Invalid(at + wrong)) : new(terms);
    }

    /// <summary>The token of a write that has no other terms; null when there is none.</summary>
    /// <param name="inBody">The body's member.</param>
    /// <param name="request">The request.</param>
    /// <param name="lease">The token, or null.</param>
    /// <param name="problem">What is wrong with the token, when the result is false.</param>
    public static bool TryReadLease(string? inBody, HttpRequest request, out string? lease, [NotNullWhen(false)] out ProblemResult? problem) =>
        TryReadLease("lease", inBody, request, out lease, out problem);

    /// <summary>The caller's id of a request: a member of the body, the header, or null.</summary>
    public static bool TryReadId(string? inBody, HttpRequest request, out string? id, [NotNullWhen(false)] out ProblemResult? problem) =>
        TryMerge("id", inBody, request, KeyHeader, out id, out problem);

    /// <summary>The answer to a text that is not a token. It does not repeat the text, which may contain a secret.</summary>
    public static ProblemResult BadLease(string where, string text) => Problems.Of(StatusCodes.Status400BadRequest, "badLease",
        $"{where} is a text of {text.Length} characters that is not a lease token; {LeaseToken.Rule}.");

    private static bool TryReadLease(string where, string? inBody, HttpRequest? request, out string? lease, [NotNullWhen(false)] out ProblemResult? problem)
    {
        if (!TryMerge(where, inBody, request, LeaseHeader, out lease, out problem))
            return false;
        if (lease is not null && !LeaseToken.TryParse(lease, out _))
            problem = BadLease(inBody is null ? $"The header {LeaseHeader}" : where, lease);
        return problem is null;
    }

    private static bool TryMerge(
        string where, string? inBody, HttpRequest? request, string header, out string? merged, [NotNullWhen(false)] out ProblemResult? problem)
    {
        merged = inBody;
        problem = null;
        if (request is null || !request.Headers.TryGetValue(header, out var values))
            return true;
        merged = values.ToString();
        if (inBody is not null && !string.Equals(inBody, merged, StringComparison.Ordinal))
            problem = Problems.Invalid($"{where} and the header {header} differ; give one of them, or the same in both.");
        return problem is null;
    }
}
