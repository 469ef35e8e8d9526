using System.Diagnostics;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>Reads the terms of an input from the body and from the header <c>Idempotency-Key</c>.</summary>
internal static class RouteTerms
{
    /// <summary>The header that names an input, as the draft of the IETF has it.</summary>
    public const string KeyHeader = "Idempotency-Key";

    public static Answer<InputTerms> Read(ObjectReader body, HttpRequest request)
    {
        var id = body.Text("id");
        var deadline = body.Whole("deadlineMs", 1, (long)InputTerms.MaxDeadline.TotalMilliseconds);
        var priority = body.OneOf<InputPriority>("priority");
        body.End();
        if (body.Problem is { } problem)
            return new(problem);

        if (request.Headers.TryGetValue(KeyHeader, out var keys))
        {
            var key = keys.ToString();
            if (id is not null && !string.Equals(id, key, StringComparison.Ordinal))
                return new(Problems.Invalid($"id and the header {KeyHeader} differ; give one of them, or the same in both."));
            id = key;
        }

        var terms = new InputTerms
        {
            Id = id,
            Deadline = deadline is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            Priority = priority ?? InputPriority.Interactive,
            Trace = Activity.Current?.Context ?? default,
        };
        return terms.Problem() is { } wrong ? new(Problems.Invalid(wrong)) : new(terms);
    }
}
