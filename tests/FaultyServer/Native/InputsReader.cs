using System.Buffers;
using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Faults.Answers;
using ActorInput.Faults.Games;

namespace ActorInput.Faults.Native;

/// <summary>Reads the body of POST /inputs.</summary>
internal static class InputsReader
{
    private const int MostEscaped = 16_384;
    private static readonly InputLimits Limits = InputLimits.Default with { MaxBatchInputs = 1_024 };

    /// <summary>Reads a body. If it is not valid, the problem says why.</summary>
    public static PressRequest? Read(ReadOnlySequence<byte> body, bool isRecording, out Answer? problem)
    {
        var request = new PressRequest();
        if (isRecording)
            (request.Inputs, request.Texts) = ([], []);
        try
        {
            var json = body.IsSingleSegment ? new Utf8JsonReader(body.FirstSpan) : new Utf8JsonReader(body);
            problem = ReadBody(ref json, request) ?? Check(request);
        }
        catch (JsonException bad)
        {
            problem = ProblemAnswers.MalformedJson(bad);
        }

        if (problem is not null)
            return null;
        if (request.Sequence is not null)
            request.Content = Hash(body);
        return request;
    }

    private static Answer? ReadBody(ref Utf8JsonReader json, PressRequest request)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            return ProblemAnswers.Invalid("the body", "The body is not an object; allowed is {\"inputs\":[…]}.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadMember(ref json, request) is { } problem)
                return problem;
        }

        // If anything follows the object, it is not JSON, and the reader throws.
        json.Read();
        return null;
    }

    private static Answer? ReadMember(ref Utf8JsonReader json, PressRequest request)
    {
        if (json.ValueTextEquals("inputs"u8))
            return ReadInputs(ref json, request);
        if (json.ValueTextEquals("epoch"u8))
            return ReadNumber(ref json, "epoch", 0, number => request.Epoch = number);
        if (json.ValueTextEquals("sequence"u8))
            return ReadNumber(ref json, "sequence", 1, number => request.Sequence = number);
        if (json.ValueTextEquals("ids"u8))
            return InputNamesReader.Read(ref json, request);
        var isGame = json.ValueTextEquals("game"u8);
        json.Read();
        if (!isGame)
        {
            // hold, wait, picture, stateHash and memory are accepted and ignored.
            json.Skip();
            return null;
        }

        if (json.TokenType != JsonTokenType.String)
            return ProblemAnswers.Invalid("game", "game is not a text; allowed is the one that /capabilities gives.");
        request.Game = json.GetString();
        return null;
    }

    private static Answer? ReadNumber(ref Utf8JsonReader json, string member, long least, Action<long> set)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var number) || number < least || number > long.MaxValue / 2)
            return ProblemAnswers.Invalid(member, $"{member} is not allowed; it is a whole number, {least} to {long.MaxValue / 2}.");
        set(number);
        return null;
    }

    private static Answer? ReadInputs(ref Utf8JsonReader json, PressRequest request)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            return ProblemAnswers.Invalid("inputs", "inputs is not an array; allowed is an array of texts such as 'A B START'.");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.String)
                return ProblemAnswers.Invalid("inputs", $"inputs[{request.Count}] is not a text.");
            if (request.Count == Limits.MaxBatchInputs)
                return ProblemAnswers.Invalid("inputs", $"inputs has more than {Limits.MaxBatchInputs} entries.");
            if ((request.Inputs is null ? CountInput(ref json, request) : ParseInput(ref json, request)) is { } problem)
                return problem;
        }

        return null;
    }

    private static Answer? CountInput(ref Utf8JsonReader json, PressRequest request)
    {
        int steps;
        int frames;
        if (!json.HasValueSequence && !json.ValueIsEscaped)
        {
            InputCounter.Count(json.ValueSpan, out steps, out frames);
        }
        else
        {
            var length = json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length;
            if (length > MostEscaped)
                return ProblemAnswers.Invalid("inputs", $"inputs[{request.Count}] is longer than {MostEscaped} bytes.");
            Span<byte> text = stackalloc byte[(int)length];
            InputCounter.Count(text[..json.CopyString(text)], out steps, out frames);
        }

        if (steps == 0)
            return ProblemAnswers.Invalid("inputs", $"inputs[{request.Count}] is empty; give at least one button or wait.");
        request.Add(steps, frames);
        return null;
    }

    private static Answer? ParseInput(ref Utf8JsonReader json, PressRequest request)
    {
        var text = json.GetString()!;
        if (!InputSequence.TryParse(text, Limits, out var input, out var error))
            return ProblemAnswers.Of(400, "invalidInput", "The input is not valid", $"inputs[{request.Count}]: {error.Describe(text)}");
        var frames = (int)InputFrames.Of(input, InputCounter.HoldFrames, InputCounter.WaitFrames);
        request.Inputs!.Add(input);
        request.Texts!.Add(text);
        request.Add(input.Count, frames);
        return null;
    }

    private static Answer? Check(PressRequest request)
    {
        if (request.Count == 0)
            return ProblemAnswers.Invalid("inputs", "inputs is missing or empty; needed is an array of texts such as 'A B START'.");
        if (request.Names is { } names && (names.Count != request.Count || request.Sequence is null))
            return ProblemAnswers.Invalid("ids", $"ids has {names.Count} entries; one for each of {request.Count} inputs and a sequence are needed.");
        return request.Epoch is null != request.Sequence is null
            ? ProblemAnswers.Invalid(request.Epoch is null ? "epoch" : "sequence", "epoch and sequence go together; one is missing.")
            : null;
    }

    private static int Hash(ReadOnlySequence<byte> body)
    {
        var hash = new HashCode();
        foreach (var segment in body)
            hash.AddBytes(segment.Span);
        return hash.ToHashCode();
    }
}
