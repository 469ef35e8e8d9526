using System.Text.Json;
using ActorInput.Emulation.Server.Requests;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>Writes the answer of <c>POST /inputs</c>.</summary>
internal static class InputsAnswer
{
    public static WriteAnswer Write(HostedGame game, CheckedInputs request, InputsObservation seen) =>
        JsonAnswer.Ok((game, request, seen), static (json, told) => Write(json, told.game, told.request, told.seen));

    private static void Write(Utf8JsonWriter json, HostedGame game, CheckedInputs request, InputsObservation seen)
    {
        var steps = request.Inputs.Sum(input => input.Count);
        json.WriteStartObject();
        json.WriteString("game"u8, game.Life);
        if (request.Tag is { } tag)
        {
            json.WriteNumber("epoch"u8, tag.Epoch);
            json.WriteNumber("sequence"u8, tag.Sequence);
        }

        json.WriteNumber("applied"u8, steps);
        json.WriteNumber("of"u8, steps);
        WriteResults(json, request, seen.Frame);
        json.WriteNumber("frame"u8, seen.Frame);
        if (seen.StateHash is { } hash)
            json.WriteString("stateHash"u8, hash);
        if (request.Memory.Count > 0)
        {
            json.WriteStartArray("memory"u8);
            for (var i = 0; i < request.Memory.Count; i++)
                WriteMemory(json, request.Memory[i], seen.Memory[i]);
            json.WriteEndArray();
        }

        if (seen.Picture is { } picture)
            json.WriteBase64String("picture"u8, picture);
        json.WriteEndObject();
    }

    public static void WriteMemory(Utf8JsonWriter json, MemoryRange range, byte[] bytes)
    {
        json.WriteStartObject();
        json.WriteString("address"u8, range.AddressText);
        json.WriteNumber("length"u8, range.Length);
        json.WriteString("hex"u8, Convert.ToHexStringLower(bytes));
        if (range.Bank is { } bank)
            json.WriteNumber("bank"u8, bank);
        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, CheckedInputs request, long lastFrame)
    {
        // A press takes exactly the frames that it asks for, so the frame after each input can be computed from the last one.
        var frame = lastFrame - request.Inputs.Sum(request.Timing.FramesOf);
        json.WriteStartArray("results"u8);
        for (var i = 0; i < request.Inputs.Count; i++)
        {
            var input = request.Inputs[i];
            frame += request.Timing.FramesOf(input);
            json.WriteStartObject();
            if (request.Tag is { } tag)
                json.WriteNumber("sequence"u8, tag.Sequence + i);
            json.WriteNumber("applied"u8, input.Count);
            json.WriteNumber("of"u8, input.Count);
            json.WriteNumber("frame"u8, frame);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
