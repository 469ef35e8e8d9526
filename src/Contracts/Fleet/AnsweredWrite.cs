using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Fleet;

/// <summary>
/// Names a write in an <see cref="AnsweredInput"/>. It does not carry the bytes: the next owner compares <see cref="GameWrite.Text"/>.
/// </summary>
/// <param name="Id">The caller's id.</param>
/// <param name="Text">The write's text.</param>
public sealed record AnsweredWrite(string Id, string Text) : IWireMessage;
