namespace ActorInput.Emulation.Gym.Python;

/// <summary>Why a text is not JSON, as Python's <c>json.JSONDecodeError</c> says it.</summary>
/// <param name="Message">Its <c>msg</c>.</param>
/// <param name="Position">Its <c>pos</c>: code points before the fault.</param>
internal readonly record struct PythonJsonFault(string Message, int Position);
