using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>A request to our own server.</summary>
internal sealed class NativeTicket : SendTicket
{
    public NativeTicket(IReadOnlyList<InputSequence> inputs)
        : base(inputs)
    {
    }

    public NativeTicket(GameWrite write)
        : base(write)
    {
    }

    /// <summary>The life of the game that it is for.</summary>
    public string Game { get; private set; } = "";

    /// <summary>The epoch in which it was sent.</summary>
    public long Epoch { get; private set; }

    /// <summary>The number of its first input; each further one takes the next.</summary>
    public long Sequence { get; private set; }

    /// <summary>The number after its last.</summary>
    public long End => Sequence + Inputs.Count;

    public bool IsSent { get; set; }

    /// <summary>Sets the number. It may be set again only after the request with the earlier number was certainly refused.</summary>
    public void Number(string game, long epoch, long sequence) => (Game, Epoch, Sequence) = (game, epoch, sequence);
}
