namespace ActorInput.Actors.Sessions.Native;

/// <summary>A claim that asks what became of inputs. Repeated under the same id until it is answered.</summary>
/// <param name="held">The epoch that the session has.</param>
/// <param name="epoch">The epoch of the inputs.</param>
/// <param name="first">The first number asked for.</param>
/// <param name="count">How many.</param>
internal sealed class NativeQuestion(long held, long epoch, long first, int count)
{
    private readonly (long, long, long, int) _asked = (held, epoch, first, count);

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public bool IsSame(NativeQuestion other) => _asked == other._asked;
}
