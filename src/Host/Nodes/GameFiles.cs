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

    /// <summary>Looks whether both are there, without loading the core.</summary>
    /// <exception cref="CommandException">The cartridge or the core is missing or damaged.</exception>
    public static void Check(string? rom, string? core) => Guard(() => (CoreLocator.Find(core), ReadRom(rom)));

    /// <summary>Loads both.</summary>
    /// <exception cref="CommandException">The cartridge or the core is missing or damaged.</exception>
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
