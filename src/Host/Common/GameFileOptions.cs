using System.CommandLine;

namespace ActorInput.Host.Common;

/// <summary>The options that name files and folders.</summary>
internal static class GameFileOptions
{
    /// <summary>The default folder for files that are kept.</summary>
    public const string DefaultData = ".data";

    public static Option<string?> Rom() => Place("--rom", "FILE", "The cartridge, a Game Boy ROM, or a .zip or .gz with one in it [default: the demo cartridge]");

    public static Option<string?> Core() =>
        Place("--core", "FILE", "The emulator core, mGBA's libretro library [default: ACTORINPUT_CORE, .core/, or the system's]");

    public static Option<string?> Battery() =>
        Place("--battery", "FILE", "The battery RAM of fresh games, a .sav file with exactly its bytes [default: an empty battery]");

    public static Option<string?> Data() => Place("--data", "DIR", $"Folder for the files that the program keeps [default: {DefaultData}]");

    /// <summary>An option that names a file or a folder.</summary>
    public static Option<string?> Place(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
                result.AddError($"{name} is '{token.Value}'; the name of a {(helpName == "DIR" ? "folder" : "file")} is allowed.");
        });
        return option;
    }
}
