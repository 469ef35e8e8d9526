using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Load;

/// <summary>An emulator and the node that told of it last.</summary>
/// <param name="Node">The node's report.</param>
/// <param name="Load">The emulator's row in it.</param>
internal sealed record EmulatorPlace(NodeReport Node, EmulatorLoad Load);
