using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.RandomCartridges;

/// <inheritdoc cref="ForgetfulGameFactory"/>
/// <param name="inner">The game.</param>
/// <param name="forget">Changes a state on its way in.</param>
internal sealed class ForgetfulGame(IGame inner, ForgetfulGame.Change forget) : IGame
{
    /// <summary>Changes a state.</summary>
    public delegate void Change(Span<byte> state);

    public long FramesRun => inner.FramesRun;

    public int StateSize => inner.StateSize;

    public ReadOnlySpan<ushort> Picture => inner.Picture;

    public int BatterySize => inner.BatterySize;

    public void Run(Button buttons, int frames, bool render) => inner.Run(buttons, frames, render);

    public void EndStep() => inner.EndStep();

    public void SaveState(Span<byte> destination) => inner.SaveState(destination);

    public void LoadState(ReadOnlySpan<byte> state)
    {
        var changed = state.ToArray();
        forget(changed);
        inner.LoadState(changed);
    }

    public void Reset() => inner.Reset();

    public void StartFresh() => inner.StartFresh();

    public MemoryAccess TryReadMemory(ushort address, int? bank, Span<byte> destination) => inner.TryReadMemory(address, bank, destination);

    public MemoryAccess TryWriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes) => inner.TryWriteMemory(address, bank, bytes);

    public void ReadBattery(Span<byte> destination) => inner.ReadBattery(destination);

    public void WriteBattery(ReadOnlySpan<byte> bytes) => inner.WriteBattery(bytes);

    public void Dispose() => inner.Dispose();
}
