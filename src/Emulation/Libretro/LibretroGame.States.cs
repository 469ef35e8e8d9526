namespace ActorInput.Emulation.Libretro;

/// <content>Saving and loading, and the canonical form.</content>
/// <remarks>
/// A core's savestate does not contain the whole state of the machine, so a restored game and one that just went on would come to differ. Therefore
/// the game goes on from its own savestate after every step: the state is taken, and loaded again before the next frame runs. This happens whether
/// anybody saves or not, so saving changes nothing. The state is taken at most once after each step.
/// </remarks>
public sealed partial class LibretroGame
{
    private readonly byte[] _state;

    /// <summary>Whether <see cref="_state"/> is the game's present state.</summary>
    private bool _hasState;

    /// <summary>Whether the core was loaded from <see cref="_state"/> and has not run since.</summary>
    private bool _isCanonical;

    /// <inheritdoc/>
    public int StateSize => _factory.HasSavestates ? _form.Size : 0;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The destination is not <see cref="StateSize"/> bytes long.</exception>
    public void SaveState(Span<byte> destination)
    {
        ThrowWithoutSavestates();
        if (destination.Length != StateSize)
            throw new ArgumentException($"A state of this game has {StateSize:N0} bytes; there is room for {destination.Length:N0}.", nameof(destination));
        var core = Enter();
        try
        {
            if (_isInStep)
                throw new InvalidOperationException("A step is under way: call EndStep before the state is taken.");
            if (!_hasLastPicture)
                throw new InvalidOperationException("The last frame was not rendered: its picture is part of the state.");
            TakeState(core);
            _state.CopyTo(_form.CorePart(destination));
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
        ThrowWithoutSavestates();
        _form.Check(state);
        var part = _form.CorePart(state);
        var core = Enter();
        try
        {
            if (core.Kind.Refusal(part) is { } reason)
                throw new ArgumentException($"The state is damaged: {reason}.", nameof(state));
            Become(core, part);
            core.SetPicture(_form.PicturePart(state));
            _isInStep = false;
            _hasLastPicture = true;
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Makes sure that <see cref="_state"/> is the game's state. Only between steps.</summary>
    private ReadOnlySpan<byte> TakeState(LibretroCore core)
    {
        if (_hasState) return _state;
        core.SaveState(_state);
        _hasState = true;
        return _state;
    }

    /// <summary>Brings the core into the form that a game restored from its state has. Only between steps.</summary>
    private void MakeCanonical(LibretroCore core)
    {
        if (_isCanonical || !_factory.HasSavestates) return;
        TakeState(core);
        core.LoadState(_state);
        _isCanonical = true;
    }

    /// <summary>Replaces the game's state by another.</summary>
    private void Become(LibretroCore core, ReadOnlySpan<byte> state)
    {
        state.CopyTo(_state);
        core.LoadState(_state);
        _hasState = true;
        _isCanonical = true;
    }

    /// <summary>Called when the core has run or its memory was written: the state must be taken again.</summary>
    private void ForgetState()
    {
        _hasState = false;
        _isCanonical = false;
    }

    private void ThrowWithoutSavestates()
    {
        if (!_factory.HasSavestates)
        {
            throw new NotSupportedException(
                $"The core {_factory.Identity.Core} {_factory.Identity.CoreVersion} has no savestates that can be trusted.");
        }
    }
}
