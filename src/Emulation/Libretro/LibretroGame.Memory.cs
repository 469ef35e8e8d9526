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
        try
        {
            // What is read is what the game will see when it goes on.
            if (!_isInStep) MakeCanonical(core);
            return core.ReadMemory(address, bank, destination);
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc/>
    public MemoryAccess TryWriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes)
    {
        var core = Enter();
        try
        {
            ThrowWithinStep();
            MakeCanonical(core);
            var access = core.WriteMemory(address, bank, bytes);
            ForgetState();
            return access;
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc/>
    public void ReadBattery(Span<byte> destination)
    {
        CheckBattery(destination.Length, nameof(destination));
        if (BatterySize == 0) return;
        var core = Enter();
        try
        {
            ThrowWithinStep();
            TakeState(core);
            _state[core.Kind.Battery(_state)].CopyTo(destination);
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
        if (BatterySize == 0) return;
        var core = Enter();
        try
        {
            ThrowWithinStep();
            TakeState(core);
            bytes.CopyTo(_state.AsSpan(core.Kind.Battery(_state)));
            core.LoadState(_state);
            _isCanonical = true;
        }
        finally
        {
            Exit();
        }
    }

    private void ThrowWithinStep()
    {
        if (_isInStep) throw new InvalidOperationException("A step is under way: memory is written and the battery taken behind EndStep.");
    }

    private void CheckBattery(int length, string name)
    {
        if (length != BatterySize)
            throw new ArgumentException($"The battery of this cartridge keeps {BatterySize:N0} bytes; these are {length:N0}.", name);
    }
}
