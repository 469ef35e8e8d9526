using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Tests.Once;

/// <summary>One input of a scenario.</summary>
/// <param name="Text">What is pressed.</param>
/// <param name="Priority">Its priority in the queue.</param>
/// <param name="DeadlineMs">Its deadline; 0 for none.</param>
internal sealed record ScenarioInput(string Text, InputPriority Priority, int DeadlineMs);
