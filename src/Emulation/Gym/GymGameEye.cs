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

    /// <summary>Looks after a frame that was rendered.</summary>
    public GymObservation Look(IGame game, bool withState)
    {
        var fields = reader?.Read(game) ?? GymGameFields.Empty;
        return new GymObservation(fields, pictures.Encode(game.Picture, Width, Height, scale), withState ? Save(game) : null);
    }

    /// <summary>
    /// Looks at a game of which no frame was rendered since it was switched on or loaded: the picture is that of its next frame, and then the
    /// game is put back, so that looking changes nothing.
    /// </summary>
    public GymObservation Glance(IGame game)
    {
        var fields = reader?.Read(game) ?? GymGameFields.Empty;
        game.ShowNextFrame(Save(game));
        return new GymObservation(fields, pictures.Encode(game.Picture, Width, Height, scale), null);
    }
}
