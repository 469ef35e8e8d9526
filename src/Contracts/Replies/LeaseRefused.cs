using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>No lease: an answer to <see cref="AcquireLease"/>.</summary>
/// <param name="Code">
/// Why, for programs: <see cref="ReplyCode.WaitTimedOut"/>, <see cref="ReplyCode.UnknownEmulator"/>, <see cref="ReplyCode.UnknownCartridge"/>,
/// <see cref="ReplyCode.NoCapacity"/> (the fleet is empty), <see cref="ReplyCode.InvalidRequest"/>, <see cref="ReplyCode.QueueFull"/> (too many wait),
/// <see cref="ReplyCode.NodeUnreachable"/> (the time is up, and the owner of the named emulator does not answer).
/// </param>
/// <param name="Detail">Why, for people.</param>
/// <param name="Emulator">The emulator that the request named; null when it named none.</param>
public sealed record LeaseRefused(ReplyCode Code, string Detail, EmulatorId? Emulator = null) : IWireMessage;
