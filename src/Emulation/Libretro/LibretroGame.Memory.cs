using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro;

/// <content>Memory and battery.</content>
public sealed partial class LibretroGame
{
    /// <inheritdoc/>
    public int BatterySize => _factory.BatterySize;

    /// <inheritdoc/>
    /// <remarks>
    /// Reads what the processor sees, with these exceptions: cartridge RAM can be read even while the game has it switched off; I/O registers are as
    /// the core last stored them; the lower half of the ROM is always bank 0. Not mapped: 0xFEA0 to 0xFEFF, and cartridge RAM that is not plain bytes
    /// in banks of 8 KiB.
    /// </remarks>
    public MemoryAccess TryReadMemory(ushort address, int? bank, Span<byte> destination)
    {
        var core = Enter();
        try
        {
            // Brings the core into the canonical form first, so that the bytes are those that the game will see when it goes on.
            if (!_isInStep) MakeCanonical(core);
            var access = core.Kind.StateMemory is not null && bank is not null ? MemoryAccess.NotMapped : core.ReadMemory(address, bank, destination);
            // Work RAM, which is read most often, needs no state; other memory is read from the state.
            return access == MemoryAccess.Done || _isInStep || core.Kind.StateMemory is not { } memory
                ? access
                : memory.Read(TakeState(core), address, bank, destination);
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Writes into a savestate and loads it. The core's own view of its memory can be stale; this way the state is the same whether the game was
    /// restored before or just went on. Read-only: ROM, I/O registers and the enabled interrupts (0xFFFF), which do things when they are written.
    /// </remarks>
    public MemoryAccess TryWriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes)
    {
        var core = Enter();
        try
        {
            ThrowWithinStep();
            if (core.Kind.StateMemory is { } memory)
            {
                var state = TakeState(core).ToArray();
                var result = memory.Write(state, address, bank, bytes);
                if (result == MemoryAccess.Done) Become(core, state);
                return result;
            }

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
        if (_isInStep) throw new InvalidOperationException("A step is under way: call EndStep before memory is written or the battery is read or written.");
    }

    private void CheckBattery(int length, string name)
    {
        if (length != BatterySize)
            throw new ArgumentException($"The battery of this cartridge keeps {BatterySize:N0} bytes; {length:N0} were given.", name);
    }
}
