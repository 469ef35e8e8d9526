using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>Prepares a game that was just switched on or loaded.</summary>
internal static class GameStart
{
    /// <summary>Runs the frames that a cartridge needs until it has a picture and reads its buttons, with no button held.</summary>
    public static void RunStartFrames(this IGame game, int frames)
    {
        if (frames == 0)
            return;
        game.Run(Button.None, frames, render: true);
        game.EndStep();
    }
}
