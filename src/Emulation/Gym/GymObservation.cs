namespace ActorInput.Emulation.Gym;

/// <summary>What a job read from the game.</summary>
/// <param name="Fields">What the memory says.</param>
/// <param name="Picture">The encoded picture.</param>
/// <param name="State">The savestate, where one was wanted.</param>
internal sealed record GymObservation(GymGameFields Fields, byte[] Picture, byte[]? State);
