using System.Buffers;

namespace ActorInput.Emulation.Libretro;

/// <content>Saving and loading.</content>
public sealed partial class LibretroGame
{
    /// <inheritdoc/>
    public int StateSize => _form.Size;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The destination is not <see cref="StateSize"/> bytes long.</exception>
    public void SaveState(Span<byte> destination)
    {
        if (destination.Length != StateSize)
            throw new ArgumentException($"A state of this game has {StateSize:N0} bytes; there is room for {destination.Length:N0}.", nameof(destination));
        var core = Enter();
        try
        {
            if (_isInStep)
                throw new InvalidOperationException("A step is under way: the state is taken behind EndStep.");
            if (!_hasLastPicture)
                throw new InvalidOperationException("The last frame was not rendered: its picture is part of the state.");
            core.SaveState(_form.CorePart(destination));
            core.Picture.CopyTo(_form.PicturePart(destination));
            _form.Seal(destination);
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<byte> state)
    {
        _form.Check(state);
        var core = Enter();
        var before = ArrayPool<byte>.Shared.Rent(core.StateSize);
        try
        {
            // The core checks a state piece by piece, loading as it goes; what it had is put back when it refuses a later one.
            var kept = before.AsSpan(0, core.StateSize);
            core.SaveState(kept);
            if (!core.TryLoadState(_form.CorePart(state)))
            {
                core.TryLoadState(kept);
                throw new ArgumentException("The core refuses the state.", nameof(state));
            }

            core.SetPicture(_form.PicturePart(state));
            _isInStep = false;
            _hasLastPicture = true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(before);
            Exit();
        }
    }
}
