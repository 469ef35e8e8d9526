using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>Where an emulator's owner is. It was true when it was sent; if the emulator has moved since, that node answers
/// <see cref="ReplyCode.Moved"/>.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Node">Address of the node.</param>
/// <param name="NodeUid">Distinguishes this process of the node from an earlier one at the same address.</param>
public sealed record Located(EmulatorId Emulator, string Node, long NodeUid) : IWireMessage;
