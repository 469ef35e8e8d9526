using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Gym;

/// <summary>Reads from a game's memory what pokemon-gym tells about it. Where there is none, answers carry <see cref="GymGameFields.Empty"/>.</summary>
public interface IGymGameReader
{
    /// <summary>
    /// Reads the game as it stands. Called within a job of the game's runner, after the presses; it must run no frame. Memory that makes
    /// no sense is told as empty fields: an exception would turn an action that happened into an error.
    /// </summary>
    GymGameFields Read(IGame game);
}
