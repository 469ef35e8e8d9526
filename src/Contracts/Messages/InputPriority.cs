namespace ActorInput.Contracts.Messages;

/// <summary>Which queued inputs go first. Order is kept within a priority; nothing overtakes what was already sent.</summary>
public enum InputPriority
{
    /// <summary>Goes before everything that is bulk. The default.</summary>
    Interactive,

    /// <summary>Goes when nothing interactive waits.</summary>
    Bulk,
}
