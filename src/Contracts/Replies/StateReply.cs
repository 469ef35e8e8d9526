using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The game's state in the format of the emulator's dialect.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Json">The emulator server's answer, a JSON object in UTF-8.</param>
/// <param name="StateHash">SHA-256 of the savestate, lower-case hex, where the server tells; otherwise null.</param>
public sealed record StateReply(EmulatorId Emulator, ReadOnlyMemory<byte> Json, string? StateHash) : IWireMessage;
