using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Tests.Timing;

/// <summary>A row of the table.</summary>
/// <param name="Requests">Texts, each sent in a request of its own.</param>
/// <param name="Hold">The member of the requests; null when it is absent.</param>
/// <param name="Wait">Likewise.</param>
/// <param name="Seen">What is down in each frame.</param>
internal sealed record FrameRow(IReadOnlyList<string> Requests, int? Hold, int? Wait, IReadOnlyList<Button> Seen)
{
    /// <summary>The entries in a game's ledger: buttons that go down in a frame, and the frame's number, from 1.</summary>
    public IReadOnlyList<(Button Buttons, int Frame)> Presses
    {
        get
        {
            var presses = new List<(Button, int)>();
            var before = Button.None;
            for (var i = 0; i < Seen.Count; i++)
            {
                if ((Seen[i] & ~before) is not Button.None and var down)
                    presses.Add((down, i + 1));
                before = Seen[i];
            }

            return presses;
        }
    }

    public PressTiming Timing => new(Hold ?? PressTiming.PokemonGym.Hold, Wait ?? PressTiming.PokemonGym.Wait);

    /// <summary>The members of a request to a node with the row's input.</summary>
    public Dictionary<string, object> Members(string inputs)
    {
        var members = new Dictionary<string, object>(StringComparer.Ordinal) { ["inputs"] = inputs };
        if (Hold is { } hold)
            members["hold"] = hold;
        if (Wait is { } wait)
            members["wait"] = wait;
        return members;
    }

    public override string ToString() => string.Join(" then ", Requests);
}
