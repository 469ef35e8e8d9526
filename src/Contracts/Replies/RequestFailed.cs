using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>A question could not be answered or a command not be done. Nothing was changed.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Code">Why, for programs.</param>
/// <param name="Detail">Why, for people.</param>
public sealed record RequestFailed(EmulatorId Emulator, ReplyCode Code, string Detail) : IWireMessage;
