using ActorInput.Contracts.Messages;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Writes;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>The query of a write: epoch and sequence, the life of the game that the write is for, and the caller's id. Each may be missing.</summary>
/// <param name="Tag">Epoch and sequence.</param>
/// <param name="Game">The life of the game.</param>
/// <param name="Id">The caller's id.</param>
internal readonly record struct WriteTarget(WriteTag? Tag, string? Game, string? Id)
{
    /// <exception cref="ProblemException">Says what is wrong.</exception>
    public static WriteTarget Of(IQueryCollection query)
    {
        var tag = WriteTags.Of(query);
        var id = query.TryGetValue("id", out var text) ? text.ToString() : null;
        if (id is not null && !InputTerms.IsId(id))
            throw new ProblemException(RequestProblems.Invalid("id", id, "allowed is a text of 1 to 128 printable ASCII characters without spaces"));
        // Without a number, a write of an earlier owner could still come after the new owner has asked for the ids.
        if (id is not null && tag is null)
            throw new ProblemException(RequestProblems.Missing("epoch", "id goes with epoch and sequence only"));
        return new WriteTarget(tag, query.TryGetValue("game", out var game) ? game.ToString() : null, id);
    }
}
