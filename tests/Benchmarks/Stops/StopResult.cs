namespace ActorInput.Benchmarks.Stops;

/// <summary>A stop of one node.</summary>
/// <param name="ToGroup">Whether the signal went to its emulator servers too.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Games">How many games it had.</param>
/// <param name="Inputs">Inputs that were applied meanwhile, on all nodes.</param>
/// <param name="SentAgain">Requests that were sent again to another node.</param>
/// <param name="Broken">Those of them whose connection broke.</param>
/// <param name="Refused">Inputs that were answered as not applied.</param>
/// <param name="Unknown">Inputs of which the reply says that their fate cannot be known.</param>
internal sealed record StopResult(bool ToGroup, double Seconds, int Games, int Inputs, int SentAgain, int Broken, int Refused, int Unknown);
