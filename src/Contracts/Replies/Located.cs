using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>Where an emulator's owner is. True when it was said; an emulator that moved since answers <see cref="ReplyCode.Moved"/>.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Node">Address of the node.</param>
/// <param name="NodeUid">Tells this process of the node from an earlier one at the same address.</param>
public sealed record Located(EmulatorId Emulator, string Node, long NodeUid) : IWireMessage;
