namespace ActorInput.Host.Gateway;

/// <summary>The terms of a request whose body is no JSON: only the headers can have some.</summary>
internal sealed record NoBodyRequest : TermsRequest
{
    public static NoBodyRequest Instance { get; } = new();
}
