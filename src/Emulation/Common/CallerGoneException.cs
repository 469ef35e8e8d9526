namespace ActorInput.Emulation.Common;

/// <summary>The caller hung up before it had sent the whole body; the connection was aborted.</summary>
/// <param name="cause">What the read ended with.</param>
public sealed class CallerGoneException(IOException cause) : IOException("The caller hung up in the middle of its request.", cause);
