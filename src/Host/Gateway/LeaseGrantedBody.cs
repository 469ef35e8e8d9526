using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Gateway;

/// <summary>The caller has exclusive use of the emulator.</summary>
/// <param name="Lease">The token, for the header <c>Lease</c> of writes. Anybody who knows it holds the lease.</param>
/// <param name="Emulator">The emulator's id.</param>
/// <param name="Epoch">The lease's number among those of the emulator.</param>
/// <param name="ExpiresInMs">Milliseconds that it lasts unless it is renewed.</param>
internal sealed record LeaseGrantedBody(string Lease, string Emulator, long Epoch, long ExpiresInMs)
{
    public static LeaseGrantedBody From(LeaseGranted granted) =>
        new(granted.Token.Value, granted.Emulator.Value, granted.Epoch, (long)granted.ExpiresIn.TotalMilliseconds);
}
