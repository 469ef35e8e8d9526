using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>A checked body of <c>POST /inputs</c>.</summary>
/// <param name="Inputs">At least one.</param>
/// <param name="Timing">For presses that name no hold or no wait.</param>
/// <param name="Tag">Null when untagged.</param>
/// <param name="Game">The life of the game that is meant; null for any.</param>
/// <param name="WantsPicture">Whether the answer carries a picture.</param>
/// <param name="WantsStateHash">Whether the answer carries the state's hash.</param>
/// <param name="Memory">What the answer shows of memory; may be empty.</param>
/// <param name="Names">One for each input that has a name, in the order of the inputs; null when none has.</param>
internal sealed record CheckedInputs(
    IReadOnlyList<InputSequence> Inputs,
    PressTiming Timing,
    WriteTag? Tag,
    string? Game,
    bool WantsPicture,
    bool WantsStateHash,
    IReadOnlyList<MemoryRange> Memory,
    IReadOnlyList<InputName?>? Names);
