namespace ActorInput.Contracts.Requests;

/// <summary>What is wrong with a request's body.</summary>
public enum RequestFaultKind
{
    /// <summary>The body is not JSON.</summary>
    NotJson,

    /// <summary>A text in it is not Unicode: bytes that are not UTF-8, or half of a surrogate pair.</summary>
    NotUnicode,

    /// <summary>A required member is missing or null.</summary>
    Missing,

    /// <summary>A value is not one that the member takes.</summary>
    Wrong,

    /// <summary>An object has a member that the request does not know.</summary>
    Unknown,

    /// <summary>A member occurs twice.</summary>
    Twice,
}
