using System.ComponentModel;

namespace ActorInput.Host.Gateway;

/// <summary>Where a batch's game starts from, as an object.</summary>
internal sealed record BatchStartRequest
{
    /// <summary>The emulator whose present state is the start.</summary>
    [Description("The batch starts from the present state of this emulator, saved after the inputs that it accepted before. That emulator plays on undisturbed.")]
    public required string Emulator { get; init; }
}
