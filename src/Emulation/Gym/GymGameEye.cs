using ActorInput.Emulation.Games;
using ActorInput.Emulation.Pictures;

namespace ActorInput.Emulation.Gym;

/// <summary>Looks at a game within a job of its runner.</summary>
internal sealed class GymGameEye(IPictureEncoder pictures, IGymGameReader? reader, int scale)
{
    private const int Width = 160;
    private const int Height = 144;

    public static byte[] Save(IGame game)
    {
        var state = new byte[game.StateSize];
        game.SaveState(state);
        return state;
    }

    /// <summary>Looks at the game as it is.</summary>
    public GymObservation Look(IGame game, bool withState)
    {
        var fields = reader?.Read(game) ?? GymGameFields.Empty;
        return new GymObservation(fields, pictures.Encode(game.Picture, Width, Height, scale), withState && game.StateSize > 0 ? Save(game) : null);
    }
}
