using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Presses a batch of inputs on an emulator, in order. Answered with exactly one <see cref="BatchReply"/>.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Batch">The inputs.</param>
/// <param name="Mode">How they are sent.</param>
/// <param name="Terms">Id, deadline and priority of the batch as a whole.</param>
public sealed record SendBatch(EmulatorId Emulator, InputBatch Batch, DispatchMode Mode, InputTerms Terms) : IWithEmulatorId, IWireMessage
{
    /// <summary>A coalesced batch on the default terms.</summary>
    public SendBatch(EmulatorId emulator, InputBatch batch)
        : this(emulator, batch, DispatchMode.Coalesced, InputTerms.Default)
    {
    }
}
