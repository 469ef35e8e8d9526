using System.Text.Json;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>A claim that asks what became of inputs. Repeated under the same id until it is answered.</summary>
/// <param name="held">The epoch that the session has.</param>
/// <param name="epoch">The epoch of the inputs.</param>
/// <param name="first">The first number asked for.</param>
/// <param name="count">How many numbers are asked for.</param>
internal sealed class NativeQuestion(long held, long epoch, long first, int count)
{
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The first number asked for.</summary>
    public long First => first;

    /// <summary>How many.</summary>
    public int Count => count;

    private (long, long, long, int) Asked => (held, epoch, first, count);

    public void Write(Utf8JsonWriter json) => NativeClaim.WriteResolving(json, Id, held, epoch, first, count);

    public bool IsSame(NativeQuestion other) => Asked == other.Asked;
}
