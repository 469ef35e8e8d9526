using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>Reads and writes memory and battery RAM. A write waits its turn among the inputs and gets a reply like an input.</summary>
public partial class EmulatorHandle
{
    /// <summary>Bytes of the game's memory.</summary>
    /// <param name="address">First address, 0 to 0xFFFF; work RAM is 0xC000 to 0xDFFF.</param>
    /// <param name="length">How many bytes, 1 to 8,192.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="EmulatorPoolException">Out of range; or the emulator did not answer, or cannot tell.</exception>
    public Task<ReadOnlyMemory<byte>> ReadMemoryAsync(int address, int length, CancellationToken cancellation = default) =>
        ReadMemoryAsync(new MemoryRange(address, length), cancellation);

    /// <summary>Bytes of the game's memory, also of a bank that is not switched in.</summary>
    /// <param name="range">The range.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="EmulatorPoolException">Out of range; or the emulator did not answer, or cannot tell.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadMemoryAsync(MemoryRange range, CancellationToken cancellation = default)
    {
        if (range.Problem() is { } problem)
            throw AgentCalls.Invalid(problem);
        return (await QueryAsync<MemoryReply>(new ReadMemory(Emulator, range.Address, range.Length) { Bank = range.Bank }, cancellation)).Bytes;
    }

    /// <summary>
    /// Writes the game's memory after the inputs that were sent before and before those sent after. If the terms have an id, the write is done once,
    /// even when it is sent again.
    /// </summary>
    /// <param name="address">First address, 0 to 0xFFFF.</param>
    /// <param name="bytes">1 to 8,192 bytes; not to be changed until the reply has come.</param>
    /// <param name="bank">The bank of a switched address; null: the one that is switched in.</param>
    /// <param name="terms">Id, deadline, priority; null: the default. The lease is added.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Its result; if it was applied, with the hash of the state just after it.</returns>
    /// <exception cref="EmulatorPoolException">Out of range.</exception>
    public Task<InputReply> WriteMemoryAsync(
        int address, ReadOnlyMemory<byte> bytes, int? bank = null, InputTerms? terms = null, CancellationToken cancellation = default) =>
        WriteAsync(GameWrite.Memory(address, bytes, bank), terms, cancellation);

    /// <summary>Gets the contents of the cartridge's battery RAM: the bytes of a <c>.sav</c> file.</summary>
    /// <exception cref="EmulatorPoolException">The cartridge has no battery; or the emulator did not answer, or cannot tell.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadBatteryAsync(CancellationToken cancellation = default) =>
        (await QueryAsync<BatteryReply>(new ReadBattery(Emulator), cancellation)).Bytes;

    /// <summary>
    /// Replaces the contents of battery RAM, in order and once, as <see cref="WriteMemoryAsync"/> does. The game sees the new bytes at once, but most games read
    /// them only when they start.
    /// </summary>
    /// <param name="bytes">As many bytes as <see cref="ReadBatteryAsync"/> gives; not to be changed until the reply has come.</param>
    /// <param name="terms">Id, deadline, priority; null: the default. The lease is added.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Its result; if it was applied, with the hash of the state just after it.</returns>
    /// <exception cref="EmulatorPoolException">It is empty or larger than any battery.</exception>
    public Task<InputReply> WriteBatteryAsync(ReadOnlyMemory<byte> bytes, InputTerms? terms = null, CancellationToken cancellation = default) =>
        WriteAsync(GameWrite.Battery(bytes), terms, cancellation);

    private Task<InputReply> WriteAsync(GameWrite write, InputTerms? terms, CancellationToken cancellation)
    {
        ThrowIfReleased();
        return write.Problem() is { } problem
            ? throw AgentCalls.Invalid(problem)
            : _calls.SendAsync(new WriteGame(Emulator, write, WithLease(terms)), cancellation);
    }
}
