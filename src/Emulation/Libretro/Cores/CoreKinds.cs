namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>The cores that we know the ways of.</summary>
internal static class CoreKinds
{
    /// <summary>Chooses the class for a core by the name that its library reports.</summary>
    /// <param name="name">The reported name.</param>
    /// <param name="version">The reported version.</param>
    /// <param name="cartridge">What it will run.</param>
    /// <returns>Null for a core that nobody wrote a class for.</returns>
    public static ICoreKind? Find(string name, string version, GameCartridge cartridge) => name switch
    {
        MgbaCore.LibraryName => new MgbaCore(version, cartridge),
        GambatteCore.LibraryName => new GambatteCore(version, cartridge),
        _ => null,
    };
}
