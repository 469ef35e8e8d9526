namespace ActorInput.Contracts.Messages;

/// <summary>How the inputs of a batch go to the emulator server.</summary>
public enum DispatchMode
{
    /// <summary>One request, inputs in order. The default.</summary>
    Coalesced,

    /// <summary>
    /// One request per input, several in flight. Replies come in order, but the emulator may apply the inputs in any order. Use it for inputs that do
    /// not depend on each other.
    /// </summary>
    Concurrent,

    /// <summary>One request per input; the next is sent when the last was answered.</summary>
    Sequential,
}
