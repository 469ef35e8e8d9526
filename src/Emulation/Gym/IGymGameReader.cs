using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Gym;

/// <summary>Reads pokemon-gym's fields from a game's memory. Without a reader, answers have <see cref="GymGameFields.Empty"/>.</summary>
public interface IGymGameReader
{
    /// <summary>
    /// Reads the game's present fields. Called within a job of the game's runner, after the presses; it must not run frames. If the memory makes no
    /// sense, the fields are empty: an exception would turn an action that was done into an error.
    /// </summary>
    GymGameFields Read(IGame game);
}
