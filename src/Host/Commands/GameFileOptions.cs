using System.CommandLine;

namespace ActorInput.Host.Commands;

/// <summary>The options that name files of a game.</summary>
internal static class GameFileOptions
{
    public static Option<string?> Rom() => new("--rom") { Description = "The cartridge, a Game Boy ROM [default: the demo cartridge]", HelpName = "FILE" };

    public static Option<string?> Core() => new("--core")
    {
        Description = "The emulator core, mGBA's libretro library [default: ACTORINPUT_CORE, .core/, or the system's]",
        HelpName = "FILE",
    };

    public static Option<string?> Data() => new("--data") { Description = "Folder for the files that are kept [default: .data]", HelpName = "DIR" };
}
