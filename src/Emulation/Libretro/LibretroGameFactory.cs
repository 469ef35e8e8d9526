using ActorInput.Contracts.Emulators;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro.Cores;

namespace ActorInput.Emulation.Libretro;

/// <summary>Makes games of one cartridge in a libretro core (mGBA), many in one process. Thread-safe.</summary>
/// <remarks>
/// Each game has its own copy of the core, about 3 MB. The cores of disposed games are kept for later games, up to
/// <see cref="LibretroGameOptions.MaxIdleCores"/>.
/// </remarks>
public sealed partial class LibretroGameFactory : IGameFactory
{
    private readonly Lock _lock = new();
    private readonly Stack<LibretroCore> _idle = new();
    private readonly string _corePath;
    private readonly GameCartridge _cartridge;
    private readonly LibretroGameOptions _options;
    private readonly byte[] _fresh;
    private readonly StateFile _form;
    private readonly ICoreKind _kind;
    private bool _disposed;

    /// <summary>Loads the core once, so that a fault of the core or of the cartridge is reported here and not when a game is made.</summary>
    /// <param name="corePath">The core's file; see <see cref="CoreLocator.Find(string?)"/>.</param>
    /// <param name="cartridge">The cartridge's bytes; a copy is taken.</param>
    /// <param name="options">How games run; null for the defaults.</param>
    /// <exception cref="CoreNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidCoreException">It is not a core that can be used here.</exception>
    /// <exception cref="InvalidCartridgeException">The bytes are not a cartridge, or the core refuses them.</exception>
    /// <exception cref="InvalidBatteryException">The battery of the options does not fit the cartridge.</exception>
    public LibretroGameFactory(string corePath, ReadOnlySpan<byte> cartridge, LibretroGameOptions? options = null)
        : this(corePath, GameCartridge.FromBytes(cartridge), options)
    {
    }

    /// <inheritdoc cref="LibretroGameFactory(string, ReadOnlySpan{byte}, LibretroGameOptions)"/>
    public LibretroGameFactory(string corePath, GameCartridge cartridge, LibretroGameOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(corePath);
        ArgumentNullException.ThrowIfNull(cartridge);
        options ??= new LibretroGameOptions();
        var problems = options.Validate();
        if (problems.Count > 0) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        if (options.Battery is { } battery) cartridge.CheckBattery(battery.Length);
        _corePath = corePath;
        _cartridge = cartridge;
        _options = options;
        var first = new LibretroCore(corePath, cartridge, options.SkipUnseenFrames);
        Identity = new GameIdentity(cartridge.Info.Sha256, first.Kind.Name, first.Kind.Version);
        _kind = first.Kind;
        _fresh = new byte[first.StateSize];
        HasSavestates = first.Kind.HasSavestates && TryStates(first);
        BatterySize = HasSavestates ? _fresh[first.Kind.Battery(_fresh)].Length : 0;
        if (options.Battery is { } given && given.Length != BatterySize)
        {
            first.Dispose();
            throw new InvalidBatteryException($"No battery can be put into games of the core {Identity.Core} {Identity.CoreVersion}: that needs savestates in which the battery can be found, and this core has none.");
        }

        options.Battery?.Span.CopyTo(_fresh.AsSpan(first.Kind.Battery(_fresh)));
        _form = new StateFile(Identity, first.StateSize, LibretroCore.Width * LibretroCore.Height);
        if (HasSavestates) _idle.Push(first);
        else first.Dispose();
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Cartridge => _cartridge.File;

    /// <inheritdoc/>
    public IReadOnlyList<string> CartridgeWarnings => _cartridge.Warnings;

    /// <inheritdoc/>
    public GameIdentity Identity { get; }

    /// <inheritdoc/>
    public bool HasSavestates { get; }

    /// <summary>The state in which every game begins: that of a core that was just switched on, without any data of this machine.</summary>
    internal ReadOnlySpan<byte> Fresh => _fresh;

    /// <summary>How many bytes the battery keeps; 0 without a battery.</summary>
    internal int BatterySize { get; }

    /// <summary>How many idle cores are kept for later games.</summary>
    public int IdleCores
    {
        get
        {
            lock (_lock) return _idle.Count;
        }
    }

    /// <inheritdoc/>
    /// <remarks>With a kept core this takes about 0.1 ms, with a new one a few milliseconds.</remarks>
    public IGame Create()
    {
        LibretroCore? core;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _idle.TryPop(out core);
        }

        core ??= CreateCore();
        return new LibretroGame(this, _form, core);
    }

    /// <summary>Unloads the idle cores. Games that still run go on; their cores are unloaded when they are disposed.</summary>
    public void Dispose()
    {
        LibretroCore[] idle;
        lock (_lock)
        {
            _disposed = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (var core in idle) core.Dispose();
    }

    internal void Return(LibretroCore core)
    {
        lock (_lock)
        {
            // Without savestates a used core cannot be made fresh again.
            if (!_disposed && HasSavestates && _idle.Count < _options.MaxIdleCores)
            {
                _idle.Push(core);
                return;
            }
        }

        core.Dispose();
    }

    /// <summary>
    /// Loads a core, and the fresh state into it. Resetting a core reads its clock; with the fresh state that is the state's clock and no longer the
    /// host's.
    /// </summary>
    internal LibretroCore CreateCore()
    {
        var core = new LibretroCore(_corePath, _cartridge, _options.SkipUnseenFrames);
        if (HasSavestates) core.LoadState(_fresh);
        return core;
    }

    /// <summary>Takes the fresh state, and checks that the core saves the same state again after it has loaded it.</summary>
    private bool TryStates(LibretroCore core)
    {
        core.SaveState(_fresh);
        core.Kind.Pin(_fresh);
        core.LoadState(_fresh);
        if (!core.Kind.MustProveSavestates) return true;
        var again = new byte[_fresh.Length];
        core.SaveState(again);
        core.LoadState(again);
        var third = new byte[_fresh.Length];
        core.SaveState(third);
        return again.AsSpan().SequenceEqual(third);
    }
}
