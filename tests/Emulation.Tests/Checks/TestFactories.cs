using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Checks;

/// <summary>Factories for generated cartridges.</summary>
internal static class TestFactories
{
    private static readonly string Core = CoreLocator.Find();

    /// <summary>Games as the product makes them.</summary>
    public static IGameFactory Load(byte[] rom) => new LibretroGameFactory(Core, rom);
}
