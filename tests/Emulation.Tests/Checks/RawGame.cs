using System.Runtime.CompilerServices;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Checks;

/// <inheritdoc cref="RawGameFactory"/>
internal sealed unsafe class RawGame : IGame
{
    private readonly LibretroCore _core;
    private readonly Action<LibretroCore> _giveBack;

    public RawGame(LibretroCore core, Action<LibretroCore> giveBack)
    {
        _core = core;
        _giveBack = giveBack;
        Reset();
    }

    public long FramesRun { get; private set; }

    public int StateSize => _core.StateSize;

    public ReadOnlySpan<ushort> Picture => _core.Picture;

    public int BatterySize => 0;

    public void Run(Button buttons, int frames, bool render)
    {
        _core.Run(buttons, frames, render);
        FramesRun += frames;
    }

    public void EndStep()
    {
        // Does nothing: there is no canonical form.
    }

    public void SaveState(Span<byte> destination)
    {
        CoreCallbacks.SetCurrent(_core);
        fixed (byte* bytes = destination)
            Assert.NotEqual(0, Exports(_core).Serialize(bytes, (nuint)destination.Length));
        CoreCallbacks.SetCurrent(null);
    }

    public void LoadState(ReadOnlySpan<byte> state)
    {
        CoreCallbacks.SetCurrent(_core);
        fixed (byte* bytes = state)
            Assert.NotEqual(0, Exports(_core).Unserialize(bytes, (nuint)state.Length));
        CoreCallbacks.SetCurrent(null);
    }

    public void Reset()
    {
        CoreCallbacks.SetCurrent(_core);
        Exports(_core).Reset();
        CoreCallbacks.SetCurrent(null);
        _core.ClearPicture();
        FramesRun = 0;
    }

    public void StartFresh() => Reset();

    public MemoryAccess TryReadMemory(ushort address, int? bank, Span<byte> destination) => _core.ReadMemory(address, bank, destination);

    public MemoryAccess TryWriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes) => _core.WriteMemory(address, bank, bytes);

    public void ReadBattery(Span<byte> destination) => throw new NotSupportedException();

    public void WriteBattery(ReadOnlySpan<byte> bytes) => throw new NotSupportedException();

    public void Dispose() => _giveBack(_core);

    // Reflection is needed, because the product has no way around the cleaning.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_exports")]
    private static extern ref CoreExports Exports(LibretroCore core);
}
