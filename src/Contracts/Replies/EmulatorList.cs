using System.Collections.Immutable;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>All known emulators, in the order of their names.</summary>
/// <param name="Emulators">One status for each; for an emulator that did not answer in time, the last known one.</param>
public sealed record EmulatorList(ImmutableArray<EmulatorStatus> Emulators) : IWireMessage;
