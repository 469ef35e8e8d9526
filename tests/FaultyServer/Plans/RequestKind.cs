namespace ActorInput.Faults.Plans;

/// <summary>The kinds of requests to a game; each has its own faults in a plan.</summary>
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

    /// <summary>Every other request: /capabilities, /health, /reset, /direct/state, /screen.png, /memory, /stop.</summary>
    Other,
}
