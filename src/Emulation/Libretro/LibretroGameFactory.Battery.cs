namespace ActorInput.Emulation.Libretro;

/// <content>What a battery keeps, by way of the core's savestate: its own view of that memory can be stale.</content>
public sealed partial class LibretroGameFactory
{
    /// <summary>Bytes that a battery keeps; 0 without one.</summary>
    internal int BatterySize { get; private init; }

    internal byte[] ReadBattery(LibretroCore core)
    {
        if (BatterySize == 0) return [];
        var state = new byte[core.StateSize];
        core.SaveState(state);
        return state[core.Kind.Battery(state)];
    }

    internal void WriteBattery(LibretroCore core, ReadOnlySpan<byte> bytes)
    {
        if (BatterySize == 0) return;
        var state = new byte[core.StateSize];
        core.SaveState(state);
        bytes.CopyTo(state.AsSpan(core.Kind.Battery(state)));
        if (!core.TryLoadState(state)) throw new InvalidOperationException("The core refuses a state that it saved.");
    }
}
