namespace ActorInput.Emulation.Server;

/// <summary>The check of a cartridge's states: how far it is, and its result.</summary>
/// <param name="State">How far the check is.</param>
/// <param name="Frames">Frames that were compared.</param>
/// <param name="Detail">Of a check that failed: what differed, in a sentence.</param>
public sealed record StartCheckStatus(StartCheckState State, long Frames = 0, string? Detail = null);
