namespace ActorInput.Host.Gateway;

/// <summary>The slots of a node.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Free">Those that no emulator has.</param>
/// <param name="Static">Those with a static address.</param>
internal sealed record SlotsBody(int Total, int Free, int Static);
