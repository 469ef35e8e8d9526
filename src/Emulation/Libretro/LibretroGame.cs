using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro;

/// <summary>A game in a libretro core. Made by <see cref="LibretroGameFactory"/>, which gets the core back when the game is disposed.</summary>
/// <remarks>
/// Two calls at once throw <see cref="InvalidOperationException"/>, because they would corrupt the core. This guards against faults of the caller; it
/// is not a lock. A crash in the core ends the process. The core ignores opposing directions that are held together.
/// </remarks>
public sealed partial class LibretroGame : IGame
{
    private readonly LibretroGameFactory _factory;
    private readonly StateFile _form;
    private LibretroCore? _core;
    private int _inUse;
    private bool _isInStep;
    private bool _hasLastPicture = true;

    internal LibretroGame(LibretroGameFactory factory, StateFile form, LibretroCore core)
    {
        _factory = factory;
        _form = form;
        _core = core;
        _state = new byte[core.StateSize];
        Begin(core);
    }

    /// <inheritdoc/>
    public long FramesRun { get; private set; }

    /// <inheritdoc/>
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
        try
        {
            if (!_isInStep) MakeCanonical(core);
            _isInStep = true;
            _hasLastPicture = render;
            ForgetState();
            core.Run(buttons, frames, render);
            FramesRun += frames;
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc/>
    public void EndStep()
    {
        Enter();
        _isInStep = false;
        Exit();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        var core = Enter();
        try
        {
            Begin(core, keepBattery: true);
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc/>
    public void StartFresh()
    {
        var core = Enter();
        try
        {
            Begin(core);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Ends the game and gives the core back for another one.</summary>
    /// <exception cref="InvalidOperationException">Another call is using the game at this moment.</exception>
    public void Dispose()
    {
        if (Volatile.Read(ref _core) is null) return;
        var core = Enter();
        _core = null;
        Exit();
        _factory.Return(core);
    }

    private void Begin(LibretroCore core, bool keepBattery = false)
    {
        if (_factory.HasSavestates)
        {
            var state = _factory.Fresh.ToArray();
            if (keepBattery && BatterySize > 0)
            {
                TakeState(core);
                _state[core.Kind.Battery(_state)].CopyTo(state.AsSpan(core.Kind.Battery(state)));
            }

            Become(core, state);
        }
        else if (keepBattery)
        {
            core.Reset();
        }
        else if (FramesRun > 0)
        {
            // Only a core that was just loaded is fresh.
            _core = _factory.CreateCore();
            core.Dispose();
            core = _core;
        }

        core.ClearPicture();
        FramesRun = 0;
        _isInStep = false;
        _hasLastPicture = true;
    }

    private LibretroCore Enter()
    {
        if (Interlocked.Exchange(ref _inUse, 1) != 0)
            throw new InvalidOperationException("Another call is using the game at this moment; only one call is allowed at a time.");
        var core = _core;
        if (core is not null) return core;
        Exit();
        throw new ObjectDisposedException(nameof(LibretroGame));
    }

    private void Exit() => Volatile.Write(ref _inUse, 0);
}
