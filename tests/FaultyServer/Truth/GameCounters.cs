namespace ActorInput.Faults.Truth;

/// <summary>The counts of a game since it was added; they are kept even if recording is off.</summary>
/// <param name="Requests">Valid requests for presses.</param>
/// <param name="Inputs">Inputs in requests that were applied, whole or in part.</param>
/// <param name="Steps">Steps applied.</param>
/// <param name="Refused">Requests refused by epoch, sequence or game.</param>
/// <param name="Repeated">Requests answered from memory.</param>
/// <param name="Faults">Requests of any kind that met a fault.</param>
/// <param name="Claims">Claims granted, without repeated ones.</param>
public sealed record GameCounters(long Requests, long Inputs, long Steps, long Refused, long Repeated, long Faults, long Claims);
