namespace ActorInput.Faults.Games;

/// <summary>A game's answer to a request for presses.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Ticket">The request whose answer this is: of a repeated one the first.</param>
/// <param name="Life">The life of the game.</param>
/// <param name="Epoch">The current epoch.</param>
/// <param name="Sequence">The last sequence taken in it.</param>
internal readonly record struct PressOutcome(PressVerdict Verdict, PressTicket Ticket, string Life, long Epoch, long Sequence);
