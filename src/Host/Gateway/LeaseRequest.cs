using System.ComponentModel;

namespace ActorInput.Host.Gateway;

/// <summary>A request for a lease.</summary>
internal sealed record LeaseRequest
{
    /// <summary>This emulator and no other.</summary>
    [Description("This emulator and no other; not together with cartridge. Without both: any emulator.")]
    public string? Emulator { get; init; }

    /// <summary>An emulator with this cartridge.</summary>
    [Description("The title of the cartridge, case ignored.")]
    public string? Cartridge { get; init; }

    /// <summary>How long to wait until one is free.</summary>
    [Description("Milliseconds to wait until one is free, 0 (the default: now or never) to 86400000.")]
    public long? TimeoutMs { get; init; }

    /// <summary>How long the lease lasts unless it is renewed.</summary>
    [Description("Milliseconds that the lease lasts unless it is renewed, from 1000; as long as the node's options say when absent.")]
    public long? DurationMs { get; init; }

    /// <summary>Who asks, for people.</summary>
    public string? Holder { get; init; }

    /// <summary>Consent to a move of the emulator, with its game, to another node.</summary>
    public bool? MayMove { get; init; }

    /// <summary>The caller's name for the request; the same as the header Idempotency-Key.</summary>
    [Description("1 to 128 printable ASCII characters: the same id again gets the same lease while it lasts.")]
    public string? Id { get; init; }
}
