using System.ComponentModel;
using System.Text.Json.Serialization;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Gateway;

/// <summary>A request to press.</summary>
internal sealed record InputRequest : TimedRequest
{
    /// <summary>What to press.</summary>
    [Description("Buttons and waits, separated by spaces or commas: A, WAIT:30 (frames), RIGHT*5 (repeated), A+B (together), A:12 (held 12 frames), A:2/30 (held 2, then 30 released), A:2/0 (exactly 2 frames), [RIGHT]+A (RIGHT stays down).")]
    [JsonPropertyOrder(-2)]
    public required string Inputs { get; init; }

    /// <summary>The input with its timing.</summary>
    public Answer<InputSequence> ToInput(InputLimits limits)
    {
        if (!InputSequence.TryParse(Inputs, limits, out var input, out var error))
            return Bad(error.Describe(Inputs));
        input = input.WithTiming(new InputTiming(Hold, Wait));
        return limits.Problem(input) is { } large ? Bad(large) : new(input);
    }

    private static Answer<InputSequence> Bad(string problem) => new(Problems.Of(StatusCodes.Status400BadRequest, "badInput", $"inputs: {problem}"));
}
