using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>Switching a game on.</summary>
internal static class GameStart
{
    /// <summary>Runs the frames that a cartridge needs until it has a picture and listens, with no button held.</summary>
    public static void RunStartFrames(this IGame game, int frames)
    {
        if (frames > 0)
            game.Run(Button.None, frames, render: true);
    }
}
