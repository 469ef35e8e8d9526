namespace ActorInput.Emulation.Games;

/// <summary>To whom a state belongs. A state of one identity is refused by a game of another: the bytes mean something else there.</summary>
/// <param name="CartridgeSha256">SHA-256 of the whole cartridge, 64 digits of lower-case hex.</param>
/// <param name="Core">The name that the core's library reports, such as <c>mGBA</c>.</param>
/// <param name="CoreVersion">The version that it reports, such as <c>0.10.1</c>.</param>
public sealed record GameIdentity(string CartridgeSha256, string Core, string CoreVersion);
