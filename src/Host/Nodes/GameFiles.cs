using ActorInput.Emulation.Cartridge;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;
using ActorInput.Host.Commands;

namespace ActorInput.Host.Nodes;

/// <summary>Finds and checks the cartridge and the core.</summary>
internal static class GameFiles
{
    /// <summary>The folder for files that are kept, where none is named.</summary>
    public const string DefaultData = ".data";

    /// <summary>Looks whether the core is there, without loading it.</summary>
    /// <exception cref="CommandException">It is missing.</exception>
    public static void CheckCore(string? core) => Guard(() => CoreLocator.Find(core));

    /// <summary>Reads the cartridge, without the core.</summary>
    /// <returns>What is wrong with it though it plays; a sentence each, with the file's name.</returns>
    /// <exception cref="CommandException">The file is missing, or no cartridge.</exception>
    public static IReadOnlyList<string> CheckRom(string? rom) =>
        [.. Guard(() => ReadRom(rom)).Warnings.Select(warning => $"Cartridge '{rom}': {warning}")];

    /// <summary>Loads both.</summary>
    /// <exception cref="CommandException">The cartridge or the core is missing, or is no such thing.</exception>
    public static IGameFactory Load(string? rom, string? core) =>
        Guard(() => new LibretroGameFactory(CoreLocator.Find(core), ReadRom(rom)));

    private static GameCartridge ReadRom(string? rom) => rom is null
        ? GameCartridge.FromBytes(DemoCartridge.ReadRom())
        : GameCartridge.Load(rom);

    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is CoreNotFoundException or InvalidCoreException or InvalidCartridgeException)
        {
            throw new CommandException(failure.Message);
        }
    }
}
