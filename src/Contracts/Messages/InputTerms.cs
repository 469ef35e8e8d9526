using System.Diagnostics;

namespace ActorInput.Contracts.Messages;

/// <summary>The terms on which an input or a batch is accepted. The default suits a caller that waits for its reply.</summary>
public sealed record InputTerms
{
    /// <summary>Most characters of <see cref="Id"/>.</summary>
    public const int MaxIdLength = 128;

    /// <summary>Longest <see cref="Deadline"/>.</summary>
    public static readonly TimeSpan MaxDeadline = TimeSpan.FromHours(24);

    /// <summary>No id, no deadline, interactive; the input is kept when its sender stops.</summary>
    public static InputTerms Default { get; } = new();

    /// <summary>
    /// The caller's id of this input, 1 to 128 printable ASCII characters. An input with the same id within the window (1,024 inputs or 10 minutes,
    /// options) gets the first answer and presses nothing; with other contents it is refused. Ids are kept when the emulator moves. When the owner is
    /// killed, they are kept if the game goes on at an emulator server of ours: the next owner then answers what was applied. Null: no such
    /// protection.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>
    /// How long the input may wait in the queue, from its acceptance; more than zero, at most 24 h. If it passes before the input is sent, the reply
    /// is <c>Expired</c> and nothing is pressed. Null: no limit.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The input's priority in the queue.</summary>
    public InputPriority Priority { get; init; }

    /// <summary>
    /// Whether the input is removed from the queue when the actor that sent it stops. An input in flight is still applied. Needs a sender that can be
    /// watched. The sender of an Ask ends when the caller stops waiting, so the input is then removed.
    /// </summary>
    public bool DropWithSender { get; init; }

    /// <summary>
    /// The token of the caller's lease. While an emulator is leased, an input without the token is refused (<c>Leased</c>). An input with the token
    /// of an ended lease is refused (<c>StaleLease</c>), also when nobody holds a lease. Null: no lease.
    /// </summary>
    public string? Lease { get; init; }

    /// <summary>The trace that the input belongs to; the request that carries the input links to it. Default none.</summary>
    public ActivityContext Trace { get; init; }

    /// <summary>Whether a text may be an <see cref="Id"/>.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length is > 0 and <= MaxIdLength && !text.ContainsAnyExceptInRange('!', '~');

    /// <summary>The problem with the terms, naming the field, the value and what is allowed; null when there is none.</summary>
    public string? Problem()
    {
        if (Id is not null && !IsId(Id))
            return $"id has {Id.Length} characters; 1 to {MaxIdLength} printable ASCII characters without spaces are allowed.";
        if (Deadline is { } deadline && (deadline <= TimeSpan.Zero || deadline > MaxDeadline))
            return $"deadline is {deadline.TotalMilliseconds:0} ms; more than 0 and at most {MaxDeadline.TotalMilliseconds:0} ms are allowed.";
        if (!Enum.IsDefined(Priority))
            return $"priority is {(int)Priority}; interactive and bulk are allowed.";
        return null;
    }
}
