namespace ActorInput.Contracts.Messages;

/// <summary>Which queued inputs go first. Order is kept within a priority; no input overtakes one that was already sent.</summary>
public enum InputPriority
{
    /// <summary>Goes before all bulk inputs. The default.</summary>
    Interactive,

    /// <summary>Goes when nothing interactive waits.</summary>
    Bulk,
}
