using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Tests.Once;

/// <summary>One message of a scenario: a lone input, or several as a batch.</summary>
/// <param name="Inputs">The inputs.</param>
/// <param name="Batch">The mode, when they are one batch; null sends each by itself.</param>
/// <param name="Await">Whether the next message waits for this one's reply.</param>
internal sealed record ScenarioSend(IReadOnlyList<ScenarioInput> Inputs, DispatchMode? Batch, bool Await);
