namespace ActorInput.Host.Gateway;

/// <summary>The terms of a request whose body is not JSON: only its headers can carry terms.</summary>
internal sealed record NoBodyRequest : TermsRequest
{
    public static NoBodyRequest Instance { get; } = new();
}
