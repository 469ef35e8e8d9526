using ActorInput.Emulation.Server.Problems;

namespace ActorInput.Emulation.Server.Writes;

/// <summary>Sends the tagged writes of one game through its gate.</summary>
internal sealed class TaggedWrites(WriteGate gate, string game)
{
    /// <summary>
    /// Applies the write if the gate accepts it, or gives the first answer again. A write that was accepted is applied even if the caller hangs up; a
    /// later claim can ask for its result.
    /// </summary>
    /// <param name="tag">The epoch of its owner and its number.</param>
    /// <param name="steps">How many steps each of the sequences that it takes has.</param>
    /// <param name="content">A hash of the request.</param>
    /// <param name="apply">Does it. What it throws becomes the answer, with nothing reported as applied.</param>
    /// <param name="cancellation">Ends waiting for the answer of a repeat, nothing else.</param>
    /// <exception cref="ProblemException">The gate refused.</exception>
    public async Task<WriteAnswer> RunAsync(
        WriteTag tag, IReadOnlyList<int> steps, UInt128 content, Func<Task<AppliedWrite>> apply, CancellationToken cancellation)
    {
        var decision = gate.Begin(tag, steps.Count, content);
        switch (decision.Verdict)
        {
            case WriteVerdict.Accepted:
                return await ApplyAsync(decision.Ticket!, steps, apply);
            case WriteVerdict.Repeated:
                return await decision.Ticket!.Answer.WaitAsync(cancellation);
            default:
                throw new ProblemException(WriteProblems.Refused(decision, tag, game));
        }
    }

    private async Task<WriteAnswer> ApplyAsync(WriteTicket ticket, IReadOnlyList<int> steps, Func<Task<AppliedWrite>> apply)
    {
        await ticket.Turn;
        AppliedWrite applied;
        try
        {
            applied = await apply();
        }
        catch (Exception failure)
        {
            // Others wait for this ticket: it must get an answer.
            var problem = ProblemAnswers.Of(failure);
            applied = new AppliedWrite(ProblemAnswers.Write(problem), [.. steps.Select(of => new WriteProgress(0, of))]);
            if (problem.Status >= 500)
            {
                gate.Complete(ticket, applied.Answer, applied.Progress);
                throw;
            }
        }

        gate.Complete(ticket, applied.Answer, applied.Progress);
        return applied.Answer;
    }
}
