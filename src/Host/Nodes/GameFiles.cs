using ActorInput.Emulation.Cartridge;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;
using ActorInput.Host.Common;

namespace ActorInput.Host.Nodes;

/// <summary>Finds and checks the cartridge, the core and the battery.</summary>
internal static class GameFiles
{
    /// <summary>Checks that the core exists, without loading it.</summary>
    /// <exception cref="CommandException">It is missing.</exception>
    public static void CheckCore(string? core) => Guard(() => CoreLocator.Find(core));

    /// <summary>Reads the cartridge and checks that the battery fits it, without the core.</summary>
    /// <returns>The warnings about a cartridge that plays nevertheless; a sentence each, with the file's name.</returns>
    /// <exception cref="CommandException">A file is missing, or no cartridge; or the battery does not fit it.</exception>
    public static IReadOnlyList<string> CheckRom(string? rom, string? battery) =>
        [.. Guard(() =>
        {
            var cartridge = ReadRom(rom);
            ReadBattery(battery, cartridge);
            return cartridge;
        }).Warnings.Select(warning => $"Cartridge '{rom}': {warning}")];

    /// <summary>Loads all.</summary>
    /// <exception cref="CommandException">The cartridge, the core or the battery is missing or damaged, or the battery does not fit the cartridge.</exception>
    public static IGameFactory Load(string? rom, string? core, string? battery = null) => Guard(() =>
    {
        var cartridge = ReadRom(rom);
        return new LibretroGameFactory(CoreLocator.Find(core), cartridge, new LibretroGameOptions { Battery = ReadBattery(battery, cartridge) });
    });

    private static ReadOnlyMemory<byte>? ReadBattery(string? path, GameCartridge cartridge)
    {
        if (path is null)
            return null;
        try
        {
            // Check the length first, so that a huge file at a wrong path is not read into memory.
            cartridge.CheckBattery(new FileInfo(path).Length);
            return File.ReadAllBytes(path);
        }
        catch (InvalidBatteryException failure)
        {
            throw new InvalidBatteryException($"--battery '{path}': {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidBatteryException($"--battery '{path}' cannot be read: {failure.Message}");
        }
    }

    private static GameCartridge ReadRom(string? rom) => rom is null
        ? GameCartridge.FromBytes(DemoCartridge.ReadRom())
        : GameCartridge.Load(rom);

    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is CoreNotFoundException or InvalidCoreException or InvalidCartridgeException or InvalidBatteryException)
        {
            throw new CommandException(failure.Message);
        }
    }
}
