using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Faults.Answers;
using ActorInput.Faults.Games;
using ActorInput.Faults.Native;

namespace ActorInput.Faults.Gym;

/// <summary>Reads the body of POST /action, by the rules that a real pokemon-gym was seen to follow. An action counts as one input.</summary>
internal static class ActionReader
{
    private const string Keys = "['a', 'b', 'start', 'select', 'up', 'down', 'left', 'right']";

    /// <summary>Reads a body. If it is not valid, the problem is the gym's answer.</summary>
    public static PressRequest? Read(byte[] body, bool isRecording, out Answer? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var action = document.RootElement;
            if (action.ValueKind != JsonValueKind.Object || !action.TryGetProperty("action_type", out var type))
                problem = Unprocessable("missing", "action_type", "Field required");
            else if (type.ValueEquals("press_key"))
                return Press(action, isRecording, out problem);
            else if (type.ValueEquals("wait"))
                return Wait(action, isRecording, out problem);
            else
                problem = Failed($"400: Unknown action type: {type}");
        }
        catch (JsonException)
        {
            problem = Unprocessable("json_invalid", "body", "JSON decode error");
        }

        return null;
    }

    private static PressRequest? Press(JsonElement action, bool isRecording, out Answer? problem)
    {
        problem = null;
        if (!action.TryGetProperty("keys", out var keys) || keys.ValueKind == JsonValueKind.Null)
        {
            problem = Failed("400: Keys parameter is required for press_key action.");
            return null;
        }

        if (keys.ValueKind != JsonValueKind.Array || keys.EnumerateArray().Any(key => key.ValueKind != JsonValueKind.String))
        {
            problem = Unprocessable("list_type", "keys", "Input should be a valid list");
            return null;
        }

        var steps = new List<InputStep>();
        foreach (var key in keys.EnumerateArray())
        {
            var name = key.GetString()!;
            if (!ButtonNames.TryParse(name, out var button) || name.Any(char.IsAsciiLetterUpper))
            {
                problem = Failed($"Invalid key: {name}. Valid keys are: {Keys}");
                return null;
            }

            steps.Add(new InputStep(button, 0));
        }

        if (steps.Count == 0)
            problem = Failed("400: Keys parameter is required for press_key action.");
        return problem is null ? Request([.. steps], steps.Count * (InputCounter.HoldFrames + InputCounter.WaitFrames), isRecording) : null;
    }

    private static PressRequest? Wait(JsonElement action, bool isRecording, out Answer? problem)
    {
        problem = null;
        var frames = 0;
        if (action.TryGetProperty("frames", out var given) && given.ValueKind == JsonValueKind.Number && !given.TryGetInt32(out frames))
            problem = Unprocessable("int_from_float", "frames", "Input should be a valid integer");
        else if (frames == 0)
            problem = Failed("400: Frames parameter is required for wait action.");
        else if (frames < 0)
            problem = Failed("Frames must be a positive integer");
        return problem is null ? Request([new InputStep(Button.None, frames)], frames, isRecording) : null;
    }

    private static PressRequest Request(InputStep[] steps, int frames, bool isRecording)
    {
        var request = new PressRequest();
        request.Add(steps.Length, frames);
        if (isRecording)
        {
            var input = InputSequence.FromSteps(steps);
            (request.Inputs, request.Texts) = ([input], [input.ToString()]);
        }

        return request;
    }

    private static Answer Failed(string detail) => Answer.Of(500, new { Detail = $"Failed to take action: {detail}" });

    private static Answer Unprocessable(string type, string member, string text) =>
        Answer.Of(422, new { Detail = new[] { new { Type = type, Loc = new[] { "body", member }, Msg = text } } });
}
