using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Pool;

/// <summary>An emulator's time in quarantine.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Detail">The reason for the quarantine.</param>
/// <param name="Since">When it began, a timestamp of the clock.</param>
/// <param name="Cooldown">How long it lasts when nobody ends it.</param>
/// <param name="Server">The emulator server on which it failed; null when it never had a slot. Releasing one of its emulators releases all.</param>
internal sealed record Quarantine(EmulatorId Emulator, string Detail, long Since, TimeSpan Cooldown, string? Server)
{
    /// <summary>What the emulator's actor is told, with the time that is left.</summary>
    public PoolMessages.SlotDenied Denied(TimeProvider time)
    {
        var left = Cooldown - time.GetElapsedTime(Since);
        return new PoolMessages.SlotDenied(Emulator, ReplyCode.Quarantined, Detail, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
