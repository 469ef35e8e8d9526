using System.Runtime.InteropServices;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro.Cores;

namespace ActorInput.Emulation.Libretro;

/// <summary>
/// A loaded core with a cartridge: the native part of a game. When the game is disposed, the core is kept for the next one. Not thread-safe; it has
/// no thread of its own.
/// </summary>
internal sealed unsafe class LibretroCore : IDisposable
{
    /// <summary>Width and height of a Game Boy's picture in pixels.</summary>
    public const int Width = 160;

    /// <inheritdoc cref="Width"/>
    public const int Height = 144;

    private const int Rgb565 = 2;
    private const uint Joypad = 1;
    private const uint JoypadMask = 256;

    // If more calls in a row run no frame, the core has stopped.
    private const int MostRepeated = 16;

    // For fewer frames, changing the option twice costs more than it saves.
    private const int MinSkipped = 3;

    private readonly CoreExports _exports;
    private readonly CoreOptions _options;
    private readonly ICoreMemory _memory;
    private readonly ushort[] _picture = new ushort[Width * Height];
    private readonly byte* _rom;
    private readonly bool _skipUnseen;
    private readonly bool _repeatsFrames;
    private short _joypad;
    private bool _wantsPicture;
    private bool _wasRepeated;

    public LibretroCore(string path, GameCartridge cartridge, bool skipUnseen)
    {
        _exports = CoreExports.Load(path);
        Kind = CoreKinds.Find(_exports.Name, _exports.Version, cartridge) ?? throw Unknown(path);
        _options = new CoreOptions(Kind);
        _memory = Kind.CreateMemory();
        _skipUnseen = skipUnseen && !Kind.FrameskipOption.IsEmpty;
        _repeatsFrames = Kind.FrameskipOption.IsEmpty;
        _rom = (byte*)NativeMemory.Alloc((nuint)cartridge.Size);
        cartridge.Bytes.Span.CopyTo(new Span<byte>(_rom, cartridge.Size));
        CoreCallbacks.SetCurrent(this);
        CoreCallbacks.Register(_exports);
        _exports.Init();
        RetroGameInfo game = new() { Data = _rom, Size = (nuint)cartridge.Size };
        var loaded = _exports.LoadGame(&game) != 0;

        // The length is asked for once, because the core makes a whole savestate to find it.
        StateSize = loaded && Kind.HasSavestates ? (int)_exports.SerializeSize() : 0;
        CoreCallbacks.SetCurrent(null);
        if (loaded) return;
        Free();
        throw new InvalidCartridgeException(
            $"The core refuses the cartridge '{cartridge.Info.Title}' ({cartridge.Size:N0} bytes, SHA-256 {cartridge.Info.Sha256}).");
    }

    /// <summary>What is special about this core.</summary>
    public ICoreKind Kind { get; }

    /// <summary>Length of the core's own savestate in bytes.</summary>
    public int StateSize { get; }

    /// <summary>The picture of the last frame of the last run that was drawn, row by row without padding.</summary>
    public ReadOnlySpan<ushort> Picture => _picture;

    /// <summary>Runs frames with buttons held. If they are drawn, <see cref="Picture"/> is then the picture of the last frame.</summary>
    public void Run(Button buttons, int frames, bool draw)
    {
        _joypad = ToJoypad(buttons);
        CoreCallbacks.SetCurrent(this);
        var last = draw ? 1 : 0;

        // The core draws a frame, then leaves as many undrawn as the option said at the end of that frame; a later change has no effect on them.
        // Therefore the first frame is always drawn, the count is chosen so that it ends just before a last frame that must be drawn, and it is zero
        // between two runs.
        var skipped = _skipUnseen ? frames - 1 - last : 0;
        if (skipped >= MinSkipped)
        {
            _options.SetFrameskip(skipped);
            _exports.Run();
            _options.SetFrameskip(0);
            frames--;
        }

        for (; frames > 0; frames--)
        {
            _wantsPicture = frames == last;
            RunFrame();
        }

        _wantsPicture = false;
        CoreCallbacks.SetCurrent(null);
    }

    public void SaveState(Span<byte> destination)
    {
        CoreCallbacks.SetCurrent(this);
        bool done;
        fixed (byte* bytes = destination) done = _exports.Serialize(bytes, (nuint)destination.Length) != 0;
        CoreCallbacks.SetCurrent(null);
        if (!done) throw new InvalidOperationException($"The core does not save its state into {destination.Length:N0} bytes.");
        Kind.Clean(destination);
    }

    /// <summary>
    /// Loads a state that passed <see cref="ICoreKind.Refusal"/>. The core is reset first, because its savestates do not contain all of its state:
    /// without the reset, the rest would stay from before.
    /// </summary>
    /// <exception cref="InvalidOperationException">The core refuses the state although it passed the check.</exception>
    public void LoadState(ReadOnlySpan<byte> state)
    {
        CoreCallbacks.SetCurrent(this);
        _exports.Reset();
        bool done;
        fixed (byte* bytes = state) done = _exports.Unserialize(bytes, (nuint)state.Length) != 0;
        CoreCallbacks.SetCurrent(null);
        if (!done) throw new InvalidOperationException($"The core refuses a state that should be in order: {Kind.Refusal(state) ?? "it does not say why"}.");
    }

    /// <summary>Switches a core without savestates off and on again.</summary>
    public void Reset()
    {
        CoreCallbacks.SetCurrent(this);
        _exports.Reset();
        CoreCallbacks.SetCurrent(null);
    }

    public void ClearPicture() => Array.Clear(_picture);

    public void SetPicture(ReadOnlySpan<ushort> picture) => picture.CopyTo(_picture);

    public MemoryAccess ReadMemory(ushort address, int? bank, Span<byte> destination) => _memory.Read(address, bank, destination);

    public MemoryAccess WriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes) => _memory.Write(address, bank, bytes);

    /// <summary>Answers the core's question; see <see cref="RetroEnvironment"/>.</summary>
    public bool OnEnvironment(uint command, void* data)
    {
        switch (command)
        {
            case RetroEnvironment.GetCanDupe:
                *(byte*)data = 1;
                return true;
            case RetroEnvironment.SetPixelFormat:
                return *(int*)data == Rgb565;
            case RetroEnvironment.GetVariable:
                var variable = (RetroVariable*)data;
                variable->Value = _options.Find(variable->Key);
                return variable->Value is not null;
            case RetroEnvironment.GetVariableUpdate:
                *(byte*)data = _options.TakeChanged() ? (byte)1 : (byte)0;
                return true;
            case RetroEnvironment.SetMemoryMaps:
                _memory.Map((RetroMemoryMap*)data);
                return true;
            case RetroEnvironment.GetCoreOptionsVersion:
                *(uint*)data = 2;
                return true;
            case RetroEnvironment.GetInputBitmasks:
            case RetroEnvironment.SetVariables:
            case RetroEnvironment.SetCoreOptionsV2:
            case RetroEnvironment.SetCoreOptionsV2Intl:
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Takes the picture of a frame. No data means that the picture has not changed; mGBA gives none only for frames that it did not draw.
    /// </summary>
    public void OnVideo(byte* data, uint width, uint height, nuint pitch)
    {
        _wasRepeated = data is null;
        if (!_wantsPicture || data is null) return;
        var columns = (int)Math.Min(width, Width);
        for (var row = 0; row < Math.Min(height, Height); row++)
            new ReadOnlySpan<ushort>(data + ((nuint)row * pitch), columns).CopyTo(_picture.AsSpan(row * Width));
    }

    /// <summary>The buttons that are held: all of the joypad at once, or a single one.</summary>
    public short OnInputState(uint port, uint device, uint id)
    {
        if (port != 0 || device != Joypad) return 0;
        return id == JoypadMask ? _joypad : (short)((_joypad >> (int)(id & 15)) & 1);
    }

    /// <summary>Unloads the core.</summary>
    public void Dispose()
    {
        CoreCallbacks.SetCurrent(this);
        _exports.UnloadGame();
        CoreCallbacks.SetCurrent(null);
        Free();
    }

    private void Free()
    {
        CoreCallbacks.SetCurrent(this);
        _exports.Deinit();
        CoreCallbacks.SetCurrent(null);
        NativeLibrary.Free(_exports.Library);
        NativeMemory.Free(_rom);
        _options.Dispose();
    }

    /// <summary>
    /// Runs one frame of the game. A core that keeps step with its sound (Gambatte) now and then shows the last picture again instead of running a
    /// frame. Savestates do not say when it will do so, so such a call does not count.
    /// </summary>
    private void RunFrame()
    {
        _wasRepeated = false;
        _exports.Run();
        if (!_repeatsFrames) return;
        for (var tries = 0; _wasRepeated && tries < MostRepeated; tries++)
        {
            _wasRepeated = false;
            _exports.Run();
        }
    }

    private InvalidCoreException Unknown(string path)
    {
        NativeLibrary.Free(_exports.Library);
        return new InvalidCoreException(
            $"'{path}' is the libretro core {_exports.Name}; {MgbaCore.LibraryName} or {GambatteCore.LibraryName} is needed.");
    }

    /// <summary>libretro.h's joypad bits: B 0, SELECT 2, START 3, UP 4, DOWN 5, LEFT 6, RIGHT 7, A 8.</summary>
    private static short ToJoypad(Button buttons)
    {
        var bits = 0;
        if (buttons.HasFlag(Button.B)) bits |= 1 << 0;
        if (buttons.HasFlag(Button.Select)) bits |= 1 << 2;
        if (buttons.HasFlag(Button.Start)) bits |= 1 << 3;
        if (buttons.HasFlag(Button.Up)) bits |= 1 << 4;
        if (buttons.HasFlag(Button.Down)) bits |= 1 << 5;
        if (buttons.HasFlag(Button.Left)) bits |= 1 << 6;
        if (buttons.HasFlag(Button.Right)) bits |= 1 << 7;
        if (buttons.HasFlag(Button.A)) bits |= 1 << 8;
        return (short)bits;
    }
}
