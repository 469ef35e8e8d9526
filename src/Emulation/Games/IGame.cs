using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>
/// One running game: a core with a cartridge in it. Not thread-safe and with no thread of its own: any thread may call, one at a time.
/// The game runner sees to that.
/// </summary>
/// <remarks>Deterministic: the same cartridge, the same state and the same calls give the same state, byte for byte.</remarks>
public interface IGame : IDisposable
{
    /// <summary>Frames run since the last <see cref="Reset"/>; a state that is loaded does not change it.</summary>
    long FramesRun { get; }

    /// <summary>Length of a savestate in bytes; the same for the life of the game.</summary>
    int StateSize { get; }

    /// <summary>Runs <paramref name="frames"/> frames (at least 1) with the buttons held.</summary>
    /// <param name="buttons">What is held in each of these frames.</param>
    /// <param name="frames">How many frames.</param>
    /// <param name="render">Whether the picture is needed when this returns; what nobody looks at is not rendered.</param>
    void Run(Button buttons, int frames, bool render);

    /// <summary>The picture of the last rendered frame, 160x144 pixels in RGB565, row by row without padding. Valid until the next call.</summary>
    ReadOnlySpan<ushort> Picture { get; }

    /// <summary>Writes the state, <see cref="StateSize"/> bytes.</summary>
    void SaveState(Span<byte> destination);

    /// <summary>Goes on from a state that <see cref="SaveState"/> of the same cartridge and core wrote.</summary>
    /// <exception cref="ArgumentException">The length is not <see cref="StateSize"/>, or the core refuses the bytes; the game is as it was.</exception>
    void LoadState(ReadOnlySpan<byte> state);

    /// <summary>Switches off and on again: the state is that of a game just made from the cartridge.</summary>
    void Reset();

    /// <summary>Copies memory as the game's processor sees it, without side effects.</summary>
    /// <param name="address">First address. Work RAM is 0xC000 to 0xDFFF.</param>
    /// <param name="destination">Takes as many bytes as it is long.</param>
    /// <returns>False when part of the range is not mapped; then nothing is promised of the destination.</returns>
    bool TryReadMemory(ushort address, Span<byte> destination);
}
