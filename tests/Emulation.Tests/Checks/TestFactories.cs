using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Checks;

/// <summary>Factories for generated cartridges.</summary>
internal static class TestFactories
{
    private static readonly string Core = CoreLocator.Find();

    /// <summary>A factory as in the product.</summary>
    public static IGameFactory Load(byte[] rom) => new LibretroGameFactory(Core, rom);
}
