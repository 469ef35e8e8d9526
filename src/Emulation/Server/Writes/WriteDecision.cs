namespace ActorInput.Emulation.Server.Writes;

/// <summary>The gate's decision on a write.</summary>
/// <param name="Verdict">Whether to apply it.</param>
/// <param name="Ticket">The ticket of an accepted write, or that of the first of a repeated one.</param>
/// <param name="Epoch">The current epoch.</param>
/// <param name="Sequence">The last sequence seen in it.</param>
internal readonly record struct WriteDecision(WriteVerdict Verdict, WriteTicket? Ticket, long Epoch, long Sequence);
