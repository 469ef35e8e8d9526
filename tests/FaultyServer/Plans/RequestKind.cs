namespace ActorInput.Faults.Plans;

/// <summary>Sorts of requests to a game; each has its own faults in a plan.</summary>
public enum RequestKind
{
    /// <summary>POST /inputs or /action.</summary>
    Press,

    /// <summary>POST /claim.</summary>
    Claim,

    /// <summary>POST /initialize.</summary>
    Initialize,

    /// <summary>GET /status.</summary>
    Status,

    /// <summary>Every other: /capabilities, /health, /reset, /direct/state, /screen.png, /memory, /stop.</summary>
    Other,
}
