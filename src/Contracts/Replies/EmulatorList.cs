using System.Collections.Immutable;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The emulators that are known, in the order of their names.</summary>
/// <param name="Emulators">One status each; of an emulator that did not answer in time, the last that is known.</param>
public sealed record EmulatorList(ImmutableArray<EmulatorStatus> Emulators) : IWireMessage;
