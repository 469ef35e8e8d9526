namespace ActorInput.Host.Nodes;

/// <summary>The line that an emulator server prints with <c>--json</c> when its cartridge's states cannot be trusted.</summary>
/// <param name="StatesDiffer">What differed, in a sentence.</param>
internal sealed record ServerWarningBody(string StatesDiffer);
