using ActorInput.Contracts.Requests;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>The body of <c>POST /claim</c>. All of it may be missing.</summary>
internal sealed record ClaimRequest
{
    private const int LongestId = 64;
    private const string AllowedId = "allowed is a text of 1 to 64 characters";

    /// <summary>A repeat with the same id gets the first answer.</summary>
    [Expected(AllowedId)]
    public string? Claim { get; init; }

    /// <summary>The claim is granted only if this is the current epoch.</summary>
    [Whole(0, WriteTag.Largest)]
    public long? Held { get; init; }

    /// <summary>The new epoch is at least this.</summary>
    [Whole(0, WriteTag.Largest)]
    public long? AtLeast { get; init; }

    /// <summary>Earlier writes; the answer says what became of them.</summary>
    public ResolveRequest? Resolve { get; init; }

    /// <summary>The claim.</summary>
    /// <exception cref="ProblemException">The id is too long or empty.</exception>
    public WriteClaim ToClaim() => Claim is null or { Length: > 0 and <= LongestId }
        ? new WriteClaim(Held, AtLeast, Resolve is { } range ? new SequenceRange(range.Epoch, range.Sequence, range.Count ?? 1) : null, Claim)
        : throw new ProblemException(RequestProblems.Invalid("claim", Claim, AllowedId));
}
