using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro;

/// <content>Memory and battery.</content>
public sealed partial class LibretroGame
{
    /// <inheritdoc/>
    public int BatterySize => _factory.BatterySize;

    /// <inheritdoc/>
    public MemoryAccess TryReadMemory(ushort address, int? bank, Span<byte> destination)
    {
        var core = Enter();
        var access = core.ReadMemory(address, bank, destination);
        Exit();
        return access;
    }

    /// <inheritdoc/>
    public MemoryAccess TryWriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes)
    {
        var core = Enter();
        var access = core.WriteMemory(address, bank, bytes);
        Exit();
        return access;
    }

    /// <inheritdoc/>
    public void ReadBattery(Span<byte> destination)
    {
        CheckBattery(destination.Length, nameof(destination));
        var core = Enter();
        try
        {
            _factory.ReadBattery(core).CopyTo(destination);
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc/>
    public void WriteBattery(ReadOnlySpan<byte> bytes)
    {
        CheckBattery(bytes.Length, nameof(bytes));
        var core = Enter();
        try
        {
            _factory.WriteBattery(core, bytes);
        }
        finally
        {
            Exit();
        }
    }

    private void CheckBattery(int length, string name)
    {
        if (length != BatterySize)
            throw new ArgumentException($"The battery of this cartridge keeps {BatterySize:N0} bytes; these are {length:N0}.", name);
    }
}
