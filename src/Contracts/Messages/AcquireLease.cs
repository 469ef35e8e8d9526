using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Asks the broker for the lease of an emulator: a named one, one with a given cartridge, or any. Answered with <see cref="LeaseGranted"/> or
/// <see cref="LeaseRefused"/>, at the latest shortly after <see cref="Timeout"/>.
/// </summary>
/// <remarks>
/// Waiting agents are served in the order in which they asked. If no answer comes (the broker's node died), ask again with the same
/// <see cref="RequestId"/>: if a lease was granted meanwhile, the answer names it again, and no second emulator is taken.
/// </remarks>
/// <param name="RequestId">The caller's id of this request, 1 to 128 printable ASCII characters without spaces; never use it for another
/// request.</param>
public sealed record AcquireLease(string RequestId) : IWireMessage
{
    /// <summary>Only this emulator. Null: any. Not allowed together with <see cref="Cartridge"/>.</summary>
    public EmulatorId? Emulator { get; init; }

    /// <summary>An emulator whose cartridge has this title, in upper or lower case; 1 to 128 printable characters. Null: any.</summary>
    public string? Cartridge { get; init; }

    /// <summary>How long to wait until one is free. Default 0: do not wait; at most 24 h.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>How long the lease lasts unless it is renewed, from 1 s. Null, the default: as long as the broker's options say.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Allows the emulator, with its game, to be moved to another node while it is leased. Default false.</summary>
    public bool MayMove { get; init; }

    /// <summary>The holder's name, shown to people: 1 to 128 printable characters. Null: no name is shown.</summary>
    public string? Holder { get; init; }

    /// <summary>
    /// Path of the actor whose end also ends the lease, with its address and uid (<c>AgentPath.Of</c>); at most 1,024 characters. Do not use the
    /// sender of an Ask: it ends with the answer. Null: the lease ends only by release or expiry.
    /// </summary>
    public string? Agent { get; init; }

    /// <summary>The problem with the request, naming the field, the value and what is allowed; null when there is none.</summary>
    public string? Problem()
    {
        if (RequestId.Length is 0 or > LeaseLimits.MaxTextLength || RequestId.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return $"requestId has {RequestId.Length} characters; 1 to {LeaseLimits.MaxTextLength} printable ASCII characters without spaces are allowed.";
        if (Emulator is { Value: "" })
            return $"emulator is ''; {EmulatorId.Rule}.";
        if (Emulator is { } emulator && Cartridge is not null)
            return $"emulator is '{emulator}' and cartridge is given too; one of them is allowed, or none.";
        if (Timeout < TimeSpan.Zero || Timeout > LeaseLimits.MaxTimeout)
            return $"timeout is {Timeout.TotalSeconds} s; 0 to {LeaseLimits.MaxTimeout.TotalSeconds} s is allowed.";
        if (Agent is { Length: 0 or > LeaseLimits.MaxAgentLength })
            return $"agent has {Agent.Length} characters; 1 to {LeaseLimits.MaxAgentLength} are allowed.";
        return ProblemOfText("cartridge", Cartridge) ?? ProblemOfText("holder", Holder) ?? LeaseLimits.ProblemOfDuration(Duration);
    }

    private static string? ProblemOfText(string field, string? text) =>
        text is null || (text.Length is > 0 and <= LeaseLimits.MaxTextLength && !text.Any(char.IsControl))
            ? null
            : $"{field} has {text.Length} characters; 1 to {LeaseLimits.MaxTextLength} printable ones are allowed.";
}
