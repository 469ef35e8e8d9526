using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>A request for a lease.</summary>
internal sealed record LeaseRequest
{
    /// <summary>Only this emulator.</summary>
    [Description("Only this emulator; not allowed together with cartridge. Without both: any emulator.")]
    public string? Emulator { get; init; }

    /// <summary>An emulator with this cartridge.</summary>
    [Description("The title of the cartridge, case ignored.")]
    public string? Cartridge { get; init; }

    /// <summary>How long to wait until one is free.</summary>
    [Description("Milliseconds to wait until one is free; with 0, the default, the request does not wait.")]
    [Range(0, LeaseRenewal.MaxMs)]
    public long? TimeoutMs { get; init; }

    /// <summary>How long the lease lasts unless it is renewed.</summary>
    [Description("Milliseconds that the lease lasts unless it is renewed; as long as the node's options say when absent.")]
    [Range(LeaseRenewal.MinMs, LeaseRenewal.MaxMs)]
    public long? DurationMs { get; init; }

    /// <summary>The holder's name, for people.</summary>
    [Description("The holder's name, shown to people: 1 to 128 printable characters.")]
    public string? Holder { get; init; }

    /// <summary>Whether the emulator, with its game, may be moved to another node while it is leased.</summary>
    [Description("Whether the emulator, with its game, may be moved to another node while it is leased; false when absent.")]
    public bool? MayMove { get; init; }

    /// <summary>The caller's name for the request; the same as the header Idempotency-Key.</summary>
    [Description("1 to 128 printable ASCII characters: the same id again gets the same lease while it lasts. The same as the header Idempotency-Key.")]
    public string? Id { get; init; }

    /// <summary>The request to the broker.</summary>
    /// <param name="id">The caller's name for it, from the body or the header; null makes one.</param>
    public Answer<AcquireLease> ToMessage(string? id)
    {
        EmulatorId emulator = default;
        if (Emulator is not null && !EmulatorId.TryParse(Emulator, out emulator))
            return new(Routes.BadId(Emulator));
        var message = new AcquireLease(id ?? Guid.NewGuid().ToString("N"))
        {
            Emulator = Emulator is null ? null : emulator,
            Cartridge = Cartridge,
            Timeout = TimeSpan.FromMilliseconds(TimeoutMs ?? 0),
            Duration = DurationMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            Holder = Holder,
            MayMove = MayMove ?? false,
        };
        return message.Problem() is { } wrong ? new(Problems.Invalid(wrong)) : new(message);
    }
}
