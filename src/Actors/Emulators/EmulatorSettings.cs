using ActorInput.Actors.Inputs;
using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Actors.Emulators;

/// <summary>The parts of the node's options that its emulators need.</summary>
/// <param name="OptionsOf">The options of one emulator.</param>
/// <param name="Limits">How large inputs and batches may be.</param>
/// <param name="Lease">How emulators are leased.</param>
internal sealed record EmulatorSettings(Func<EmulatorId, EmulatorOptions> OptionsOf, InputLimits Limits, LeaseOptions Lease);
