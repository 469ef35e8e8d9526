using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The game's state in the words of the emulator's dialect.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Json">What the emulator server said, a JSON object in UTF-8.</param>
/// <param name="StateHash">SHA-256 of the savestate, lower-case hex, where the server can tell; otherwise null.</param>
public sealed record StateReply(EmulatorId Emulator, ReadOnlyMemory<byte> Json, string? StateHash) : IWireMessage;
