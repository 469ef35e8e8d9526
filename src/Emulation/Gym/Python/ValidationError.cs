using System.Text.Json;

namespace ActorInput.Emulation.Gym.Python;

/// <summary>One entry of a 422's <c>detail</c>, as pydantic writes it.</summary>
/// <param name="Type">The kind of error, as in <c>string_type</c>.</param>
/// <param name="Location">Where: names of members; an <see cref="int"/> is an index or a position.</param>
/// <param name="Message">The sentence for people.</param>
/// <param name="Input">What was found there.</param>
/// <param name="Context">The <c>error</c> of <c>ctx</c>; null writes no <c>ctx</c>.</param>
internal sealed record ValidationError(string Type, IReadOnlyList<object> Location, string Message, JsonElement Input, string? Context = null);
