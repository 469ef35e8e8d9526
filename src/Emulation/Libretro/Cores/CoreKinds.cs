namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>The cores that this program knows how to use.</summary>
internal static class CoreKinds
{
    /// <summary>Chooses the class for a core by the name that its library reports.</summary>
    /// <param name="name">The reported name.</param>
    /// <param name="version">The reported version.</param>
    /// <param name="cartridge">What it will run.</param>
    /// <returns>Null if there is no class for this core.</returns>
    public static ICoreKind? Find(string name, string version, GameCartridge cartridge) => name switch
    {
        MgbaCore.LibraryName => new MgbaCore(version, cartridge),
        GambatteCore.LibraryName => new GambatteCore(version, cartridge),
        _ => null,
    };
}
