namespace ActorInput.Contracts.Tests.Requests;

/// <summary>A value that is either a text or an object.</summary>
/// <param name="At">Where.</param>
internal readonly record struct SamplePlace(int At);
