using ActorInput.Contracts.Checkpoints;

namespace ActorInput.Host.Gateway;

/// <summary>A game was saved.</summary>
/// <param name="Emulator">The emulator's id.</param>
/// <param name="Name">The checkpoint's name.</param>
/// <param name="StateHash">SHA-256 of the state, lower-case hex.</param>
/// <param name="Bytes">Bytes of the state.</param>
/// <param name="Epoch">The epoch in which it was saved.</param>
/// <param name="Sequence">The number of the last input that the saved game contains.</param>
internal sealed record CheckpointSavedBody(string Emulator, string Name, string StateHash, int Bytes, long Epoch, long Sequence)
{
    public static CheckpointSavedBody From(CheckpointSaved saved) =>
        new(saved.Emulator.Value, saved.Name, saved.StateHash, saved.Bytes, saved.Epoch, saved.Sequence);
}
