using System.Buffers;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro;

/// <summary>A game in a libretro core. Made by <see cref="LibretroGameFactory"/>, which gets the core back when the game is disposed.</summary>
/// <remarks>
/// Two calls at once throw <see cref="InvalidOperationException"/> rather than corrupt the core; it is a guard against a fault in the caller,
/// not a lock. A crash in the core ends the process. Opposing directions held together are dropped by the core.
/// </remarks>
public sealed class LibretroGame : IGame
{
    private readonly LibretroGameFactory _factory;
    private LibretroCore? _core;
    private int _inUse;

    internal LibretroGame(LibretroGameFactory factory, LibretroCore core)
    {
        _factory = factory;
        _core = core;
        StateSize = core.StateSize;
        core.ClearPicture();
    }

    /// <inheritdoc/>
    public long FramesRun { get; private set; }

    /// <inheritdoc/>
    public int StateSize { get; }

    /// <inheritdoc/>
    /// <remarks>All zero until a run with <c>render</c> is done. It is the picture of that run's very last frame.</remarks>
    public ReadOnlySpan<ushort> Picture
    {
        get
        {
            var core = Enter();
            Exit();
            return core.Picture;
        }
    }

    /// <inheritdoc/>
    public void Run(Button buttons, int frames, bool render)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        var core = Enter();
        core.Run(buttons, frames, render);
        FramesRun += frames;
        Exit();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The destination is not <see cref="StateSize"/> bytes long.</exception>
    public void SaveState(Span<byte> destination)
    {
        CheckLength(destination.Length, nameof(destination));
        var core = Enter();
        try
        {
            core.SaveState(destination);
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A state of the right length that was altered may crash the core, and so the process: check a checksum of your own first. The picture
    /// stays as it was until the next run with <c>render</c>.
    /// </remarks>
    public void LoadState(ReadOnlySpan<byte> state)
    {
        CheckLength(state.Length, nameof(state));
        var core = Enter();
        var before = ArrayPool<byte>.Shared.Rent(StateSize);
        try
        {
            // The core checks a state piece by piece, loading as it goes; what it had is put back when it refuses a later one.
            var kept = before.AsSpan(0, StateSize);
            core.SaveState(kept);
            if (LoadOnOwnTime(core, state)) return;
            core.TryLoadState(kept);
            throw new ArgumentException("The core refuses the state: it is damaged, or of another cartridge or core.", nameof(state));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(before);
            Exit();
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        var core = Enter();
        try
        {
            _factory.SwitchOn(core);
            core.ClearPicture();
            FramesRun = 0;
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Mapped are: the ROM (its first 16 KiB only when it has more than 32), video RAM, work RAM with its echo, sprites, I/O registers as the
    /// core last stored them, and high RAM. Not mapped: cartridge RAM, a second video bank while it is switched in, and 0xFEA0 to 0xFEFF.
    /// </remarks>
    public bool TryReadMemory(ushort address, Span<byte> destination)
    {
        var core = Enter();
        var done = core.TryReadMemory(address, destination);
        Exit();
        return done;
    }

    /// <summary>Gives the core back for another game. The game is over.</summary>
    /// <exception cref="InvalidOperationException">The game is being used at this moment by another call.</exception>
    public void Dispose()
    {
        if (Volatile.Read(ref _core) is null) return;
        var core = Enter();
        _core = null;
        Exit();
        _factory.Return(core);
    }

    private static bool LoadOnOwnTime(LibretroCore core, ReadOnlySpan<byte> state)
    {
        if (!SavestateClock.IsOnHostTime(state)) return core.TryLoadState(state);
        var patched = state.ToArray();
        SavestateClock.UseFakeEpoch(patched);
        return core.TryLoadState(patched);
    }

    private void CheckLength(int length, string name)
    {
        if (length != StateSize) throw new ArgumentException($"A state of this game has {StateSize:N0} bytes; this has {length:N0}.", name);
    }

    private LibretroCore Enter()
    {
        if (Interlocked.Exchange(ref _inUse, 1) != 0)
            throw new InvalidOperationException("The game is in use by another call at this moment; only one may be under way.");
        var core = _core;
        if (core is not null) return core;
        Exit();
        throw new ObjectDisposedException(nameof(LibretroGame));
    }

    private void Exit() => Volatile.Write(ref _inUse, 0);
}
