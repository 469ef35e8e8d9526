using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>What a game needs that was just switched on or loaded.</summary>
internal static class GameStart
{
    /// <summary>Runs the frames that a cartridge needs until it has a picture and listens, with no button held.</summary>
    public static void RunStartFrames(this IGame game, int frames)
    {
        if (frames > 0)
            game.Run(Button.None, frames, render: true);
    }

    /// <summary>
    /// Gives a game a picture of which no frame was rendered since this became its state: that of its next frame. Then it is put back, so that
    /// showing changes nothing but <see cref="IGame.FramesRun"/>.
    /// </summary>
    public static void ShowNextFrame(this IGame game, ReadOnlySpan<byte> state)
    {
        game.Run(Button.None, 1, render: true);
        game.LoadState(state);
    }
}
