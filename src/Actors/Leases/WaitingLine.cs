namespace ActorInput.Actors.Leases;

/// <summary>The agents that wait for an emulator, in the order in which they asked; each request once.</summary>
internal sealed class WaitingLine
{
    private readonly LinkedList<WaitingAgent> _agents = new();
    private readonly Dictionary<string, LinkedListNode<WaitingAgent>> _byRequest = new(StringComparer.Ordinal);

    /// <summary>How many wait.</summary>
    public int Count => _agents.Count;

    /// <summary>All that wait now, in order. The line may change meanwhile.</summary>
    public IReadOnlyList<WaitingAgent> All => [.. _agents];

    /// <summary>The agent that waits under this request id, or null.</summary>
    public WaitingAgent? Find(string requestId) => _byRequest.GetValueOrDefault(requestId)?.Value;

    /// <summary>The agent waits behind all others. Its request must not wait yet.</summary>
    public void Add(WaitingAgent agent) => _byRequest.Add(agent.Request.RequestId, _agents.AddLast(agent));

    /// <summary>The agent waits no more; nothing when it did not.</summary>
    public void Remove(WaitingAgent agent)
    {
        if (_byRequest.Remove(agent.Request.RequestId, out var node))
            _agents.Remove(node);
    }

    /// <summary>Who gets the emulator next, or null: the first whom it suits and who is not offered another.</summary>
    public WaitingAgent? FirstFor(LeaseSeat seat)
    {
        foreach (var agent in _agents)
        {
            if (!agent.IsOffered && seat.Suits(agent.Request))
                return agent;
        }

        return null;
    }
}
