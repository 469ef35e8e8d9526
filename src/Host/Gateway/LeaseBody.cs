using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>A lease as everybody may see it: without the token.</summary>
/// <param name="Holder">The holder's name; null when it gave none.</param>
/// <param name="Epoch">The lease's number among those of the emulator.</param>
/// <param name="ExpiresInMs">Milliseconds that it lasts unless it is renewed.</param>
/// <param name="MayMove">Whether the emulator may be moved to another node meanwhile.</param>
internal sealed record LeaseBody(string? Holder, long Epoch, long ExpiresInMs, bool MayMove)
{
    public static LeaseBody? From(LeaseStatus? lease) =>
        lease is null ? null : new(lease.Holder, lease.Epoch, (long)lease.ExpiresIn.TotalMilliseconds, lease.MayMove);
}
