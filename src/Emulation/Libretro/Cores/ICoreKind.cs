namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>
/// What is peculiar to one libretro core, for one cartridge: which options it gets, what of its savestates is the game's, where the game's
/// memory lies. The only place that knows a core by name. Immutable; one for each loaded core.
/// </summary>
internal interface ICoreKind
{
    /// <summary>The name by which the library reports itself.</summary>
    string Name { get; }

    /// <summary>The version that the library reports. States of another one are refused.</summary>
    string Version { get; }

    /// <summary>Whether it is known to restore what it saved, as far as its version tells.</summary>
    bool HasSavestates { get; }

    /// <summary>Whether a load is to be tried when the factory is made, because builds of one version differ.</summary>
    bool MustProveSavestates { get; }

    /// <summary>The option that leaves as many frames undrawn as its number says; empty when it has none, then every frame is drawn.</summary>
    ReadOnlySpan<byte> FrameskipOption { get; }

    /// <summary>The value of an option, with a zero behind it; empty for the core's default.</summary>
    /// <param name="key">The option's key as the core asks.</param>
    ReadOnlySpan<byte> Option(ReadOnlySpan<byte> key);

    /// <summary>
    /// Prepares the state that all games start from: whatever it takes from the host, such as the time of day, is replaced by fixed values.
    /// </summary>
    /// <param name="state">The core's own bytes, of a game that was just switched on.</param>
    void Pin(Span<byte> state);

    /// <summary>Blanks what of a savestate is not the game's: leftovers and what the core computes anew.</summary>
    /// <param name="state">The core's own bytes.</param>
    void Clean(Span<byte> state);

    /// <summary>
    /// Says why the core would refuse a savestate, as the rest of a sentence; null when it would not. A core that refuses halfway would leave
    /// the game broken, so it is asked here first.
    /// </summary>
    /// <param name="state">The core's own bytes, of the right length.</param>
    string? Refusal(ReadOnlySpan<byte> state);

    /// <summary>Where the cartridge's RAM that a battery keeps lies within a savestate; empty without a battery.</summary>
    /// <param name="state">The core's own bytes.</param>
    Range Battery(ReadOnlySpan<byte> state);

    /// <summary>Says in words what lies at an offset of a savestate, such as <c>"sound channel 3: wave RAM"</c>.</summary>
    /// <param name="state">The core's own bytes.</param>
    /// <param name="offset">Within <paramref name="state"/>.</param>
    string Describe(ReadOnlySpan<byte> state, int offset);

    /// <summary>
    /// The game's memory in savestates, by which all is written and banks are read; null for a core without: then there is only what
    /// <see cref="CreateMemory"/> finds.
    /// </summary>
    ICoreStateMemory? StateMemory { get; }

    /// <summary>Finds the game's memory in a core just loaded.</summary>
    ICoreMemory CreateMemory();
}
