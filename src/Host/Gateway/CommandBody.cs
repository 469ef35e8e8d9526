namespace ActorInput.Host.Gateway;

/// <summary>A command was carried out.</summary>
/// <param name="Emulator">The emulator's id.</param>
/// <param name="Done">The command: <c>release</c>, <c>reset</c> or <c>restore</c>.</param>
internal sealed record CommandBody(string Emulator, string Done);
