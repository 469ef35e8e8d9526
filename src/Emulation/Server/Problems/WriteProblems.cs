using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Problems;

/// <summary>Why a tagged write or a claim is refused. Each problem names the current epoch and the life of the game.</summary>
internal static class WriteProblems
{
    public static Problem Refused(WriteDecision decision, WriteTag tag, string game)
    {
        var problem = decision.Verdict switch
        {
            WriteVerdict.StaleEpoch => StaleEpoch($"Epoch {tag.Epoch} is older than {decision.Epoch}, the current one."),
            WriteVerdict.SequenceReused => Conflict(
                "sequenceReused", "The sequence belongs to another write", $"Sequence {tag.Sequence} of epoch {tag.Epoch} was another request."),
            WriteVerdict.SequenceGone => Conflict(
                "sequenceGone",
                "The sequence has passed",
                $"Sequence {tag.Sequence} of epoch {tag.Epoch} is not after {decision.Sequence}, the last seen, and its answer is not remembered."),
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.Verdict, "Not a refusal."),
        };
        return problem.With("epoch", decision.Epoch).With("sequence", decision.Sequence).With("game", game);
    }

    public static Problem NotHeld(long held, long current, string game) =>
        StaleEpoch($"Epoch {held} is not the current one, {current}.").With("epoch", current).With("game", game);

    public static Problem OtherGame(string asked, string game) =>
        Conflict("otherGame", "This is another life of the game", $"The game is {game}, not '{asked}': it was started anew.").With("game", game);

    private static Problem StaleEpoch(string detail) => Conflict("staleEpoch", "Another owner has come since", detail);

    private static Problem Conflict(string code, string title, string detail) => new(409, code, title, detail);
}
