using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>
/// One running game: a core with a cartridge in it. Not thread-safe, and it has no thread of its own: any thread may call, one at a time. The game
/// runner ensures that.
/// </summary>
/// <remarks>
/// Deterministic: a cartridge, a start (fresh, or a state) and the same steps give the same states, pictures and memory, byte for byte,
/// however the game came to its start. A step is the frames between two calls of <see cref="EndStep"/>: a press with its wait, a wait, or the start
/// frames. States, memory and battery are read and written only between steps.
/// </remarks>
public interface IGame : IDisposable
{
    /// <summary>Frames run since the game was last switched on; a state that is loaded does not change it.</summary>
    long FramesRun { get; }

    /// <summary>Length of a state in bytes, the same for the life of the game; 0 where there are none (<see cref="IGameFactory.HasSavestates"/>).</summary>
    int StateSize { get; }

    /// <summary>Runs <paramref name="frames"/> frames (at least 1) with the buttons held.</summary>
    /// <param name="buttons">What is held in each of these frames.</param>
    /// <param name="frames">How many frames.</param>
    /// <param name="render">
    /// Whether the picture is needed when this returns: true at every point where the game is read or its state is saved. Other frames need not be
    /// rendered.
    /// </param>
    void Run(Button buttons, int frames, bool render);

    /// <summary>
    /// Ends a step. The caller that runs frames must call it after each step, so that the core can bring itself into a canonical form: the same steps
    /// then give the same bytes whether or not a state was saved between them. Calling it again before more frames run does nothing.
    /// </summary>
    void EndStep();

    /// <summary>
    /// The picture of the last rendered frame, 160x144 pixels in RGB565, row by row without padding. All zero in a game that was just switched
    /// on; after <see cref="LoadState"/> the picture that was there when the state was saved. Valid until the next call.
    /// </summary>
    ReadOnlySpan<ushort> Picture { get; }

    /// <summary>
    /// Writes the state, <see cref="StateSize"/> bytes: a header that names its cartridge and core (<see cref="StateFile"/>), the console, the
    /// picture. Saving does not change the game.
    /// </summary>
    /// <exception cref="InvalidOperationException">A step is under way, or its last frame was not rendered.</exception>
    /// <exception cref="NotSupportedException">The core has no savestates.</exception>
    void SaveState(Span<byte> destination);

    /// <summary>Loads a state that <see cref="SaveState"/> wrote.</summary>
    /// <exception cref="ForeignStateException">The state is of another cartridge, core or core version; the game is unchanged.</exception>
    /// <exception cref="ArgumentException">The bytes are damaged or not a state; the game is unchanged.</exception>
    /// <exception cref="NotSupportedException">The core has no savestates.</exception>
    void LoadState(ReadOnlySpan<byte> state);

    /// <summary>Switches the game off and on again: everything is lost except battery RAM (<see cref="BatterySize"/>).</summary>
    void Reset();

    /// <summary>Becomes what <see cref="IGameFactory.Create"/> gives: switched on, the battery as in a new game.</summary>
    void StartFresh();

    /// <summary>Copies memory, without side effects.</summary>
    /// <param name="address">First address. Work RAM is 0xC000 to 0xDFFF.</param>
    /// <param name="bank">
    /// Null for the bank that the game has switched in. A number for a bank of the ROM at 0x4000 to 0x7FFF, of video RAM at 0x8000 to 0x9FFF, of the
    /// cartridge's RAM at 0xA000 to 0xBFFF, of work RAM at 0xD000 to 0xDFFF.
    /// </param>
    /// <param name="destination">Is filled with bytes.</param>
    /// <returns>What went wrong, if anything: the destination's contents are then undefined.</returns>
    MemoryAccess TryReadMemory(ushort address, int? bank, Span<byte> destination);

    /// <summary>Writes work RAM, video RAM, the cartridge's RAM, sprites (OAM) or high RAM, between steps. The game sees it from its next frame on.</summary>
    /// <param name="address">First address.</param>
    /// <param name="bank">As in <see cref="TryReadMemory"/>.</param>
    /// <param name="bytes">What to write.</param>
    /// <returns>What went wrong, if anything: then nothing was written.</returns>
    MemoryAccess TryWriteMemory(ushort address, int? bank, ReadOnlySpan<byte> bytes);

    /// <summary>Bytes of the cartridge's RAM that a battery keeps; 0 without a battery. The registers of a clock are not part of it.</summary>
    int BatterySize { get; }

    /// <summary>Copies battery RAM.</summary>
    /// <param name="destination"><see cref="BatterySize"/> bytes.</param>
    void ReadBattery(Span<byte> destination);

    /// <summary>Replaces battery RAM. The game is not switched off.</summary>
    /// <param name="bytes"><see cref="BatterySize"/> bytes.</param>
    void WriteBattery(ReadOnlySpan<byte> bytes);
}
