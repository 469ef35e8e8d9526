namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>The core mGBA 0.10, the default.</summary>
internal sealed class MgbaCore : ICoreKind
{
    public const string LibraryName = "mGBA";

    private readonly GameCartridge _cartridge;
    private readonly MgbaState _state;

    public MgbaCore(string version, GameCartridge cartridge)
    {
        Version = version;
        _cartridge = cartridge;
        _state = new MgbaState(cartridge);
        StateMemory = new MgbaStateMemory(cartridge, _state);
    }

    public string Name => LibraryName;

    public string Version { get; }

    public bool HasSavestates => true;

    public bool MustProveSavestates => false;

    public ReadOnlySpan<byte> FrameskipOption => "mgba_frameskip"u8;

    public ReadOnlySpan<byte> Option(ReadOnlySpan<byte> key)
    {
        // With a boot ROM from the user's folders, the game would not be the same as on another machine.
        if (key.SequenceEqual("mgba_use_bios"u8)) return "OFF\0"u8;

        // By default mGBA starts a cartridge with the Super Game Boy flag as a Super Game Boy, with another picture size and another boot.
        var isForSuperGameBoy = _cartridge is { HasSuperGameBoy: true, HasColor: false };
        return isForSuperGameBoy && key.SequenceEqual("mgba_gb_model"u8) ? "Game Boy\0"u8 : default;
    }

    public void Pin(Span<byte> state) => _state.PinClock(state);

    public void Clean(Span<byte> state) => _state.Clean(state);

    public string? Refusal(ReadOnlySpan<byte> state) => _state.Refusal(state);

    public Range Battery(ReadOnlySpan<byte> state) => _state.Battery(state);

    public string Describe(ReadOnlySpan<byte> state, int offset) => MgbaFields.Describe(state, offset);

    public ICoreStateMemory? StateMemory { get; }

    public ICoreMemory CreateMemory() => new MgbaMemory(_cartridge);
}
