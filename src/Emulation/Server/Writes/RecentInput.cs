namespace ActorInput.Emulation.Server.Writes;

/// <summary>A named input that was applied, whole or in part, or a named write.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Input">Its canonical text.</param>
/// <param name="Tag">The epoch and the sequence under which it was applied.</param>
/// <param name="Progress">How much of it was applied.</param>
/// <param name="At">When, a timestamp of the server's clock.</param>
internal readonly record struct RecentInput(InputName Name, string Input, WriteTag Tag, WriteProgress Progress, long At)
{
    /// <summary>For a write, the SHA-256 of the state just after it; otherwise null.</summary>
    public string? StateHash { get; init; }

    /// <summary>About how many bytes it takes in an answer, without escapes.</summary>
    public int Size => Name.Id.Length + Input.Length + (StateHash?.Length ?? 0) + 200;
}
