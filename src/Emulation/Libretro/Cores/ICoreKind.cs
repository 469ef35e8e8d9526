namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>
/// The differences between libretro cores: which options a core gets, which bytes of its savestates belong to the game, and where the game's memory
/// is. Only implementations of this know a core by name. Immutable; one for each loaded core and its cartridge.
/// </summary>
internal interface ICoreKind
{
    /// <summary>The name by which the library reports itself.</summary>
    string Name { get; }

    /// <summary>The version that the library reports. States of another version are refused.</summary>
    string Version { get; }

    /// <summary>Whether this version of the core is known to restore its savestates correctly.</summary>
    bool HasSavestates { get; }

    /// <summary>Whether loading must be tried when the factory is made, because builds of the same version differ.</summary>
    bool MustProveSavestates { get; }

    /// <summary>The option whose number says how many frames are left undrawn; empty if the core has none, and then every frame is drawn.</summary>
    ReadOnlySpan<byte> FrameskipOption { get; }

    /// <summary>The value of an option, ended by a zero byte; empty for the core's default.</summary>
    /// <param name="key">The option's key as the core asks.</param>
    ReadOnlySpan<byte> Option(ReadOnlySpan<byte> key);

    /// <summary>Prepares the state from which all games start: replaces what came from the host, such as the time of day, by fixed values.</summary>
    /// <param name="state">The core's own bytes, of a game that was just switched on.</param>
    void Pin(Span<byte> state);

    /// <summary>Blanks the bytes of a savestate that do not belong to the game: leftovers, and values that the core computes anew.</summary>
    /// <param name="state">The core's own bytes.</param>
    void Clean(Span<byte> state);

    /// <summary>
    /// Says why the core would refuse a savestate, as the rest of a sentence; null if it would not. It is checked before loading, because a core that
    /// refuses halfway leaves the game broken.
    /// </summary>
    /// <param name="state">The core's own bytes, of the right length.</param>
    string? Refusal(ReadOnlySpan<byte> state);

    /// <summary>Where a savestate has the cartridge RAM that the battery keeps; empty without a battery.</summary>
    /// <param name="state">The core's own bytes.</param>
    Range Battery(ReadOnlySpan<byte> state);

    /// <summary>Names the field at an offset of a savestate, such as <c>"sound channel 3: wave RAM"</c>.</summary>
    /// <param name="state">The core's own bytes.</param>
    /// <param name="offset">Within <paramref name="state"/>.</param>
    string Describe(ReadOnlySpan<byte> state, int offset);

    /// <summary>
    /// Finds the game's memory in savestates. All writes go there, and reads of banks. Null if the core does not support it; then there is only the
    /// memory that <see cref="CreateMemory"/> finds.
    /// </summary>
    ICoreStateMemory? StateMemory { get; }

    /// <summary>Finds the game's memory in a core that was just loaded.</summary>
    ICoreMemory CreateMemory();
}
