using System.Buffers;
using System.Text.Json;
using ActorInput.Emulation.Gym.Python;

namespace ActorInput.Emulation.Gym;

/// <summary>Writes the bodies of answers, in pokemon-gym's names and order and in Python's way of writing.</summary>
internal static class GymAnswers
{
    private static readonly JsonWriterOptions Options = new() { Encoder = PythonJsonEncoder.Instance, SkipValidation = true };

    /// <summary>
    /// The answer to an action in a session that has timed out or never began. The text is pokemon-gym's, whatever time limit is set.
    /// </summary>
    public static GymAnswer TimedOut { get; } = State(
        GymGameFields.Empty with
        {
            Location = "SESSION_TIMEOUT",
            Dialog = "Session has timed out after 30 minutes. Please initialize a new session.",
        },
        picture: [], stepNumber: 0, executionTime: 0, score: 0);

    public static GymAnswer NotInitialized { get; } = Write(200, static writer => writer.WriteString("status", "not_initialized"));

    /// <summary>An error as FastAPI writes it.</summary>
    public static GymAnswer Error(int status, string detail) => Write(status, writer => writer.WriteString("detail", detail));

    public static GymAnswer Invalid(IReadOnlyList<ValidationError> errors) => Write(422, writer =>
    {
        writer.WriteStartArray("detail");
        foreach (var error in errors)
            WriteError(writer, error);
        writer.WriteEndArray();
    });

    public static GymAnswer State(GymGameFields fields, ReadOnlySpan<byte> picture, int stepNumber, double executionTime, double score)
    {
        // The picture is nearly all of the answer, so its size gives the size of the buffer.
        var buffer = new ArrayBufferWriter<byte>((picture.Length / 3 * 4) + 4_096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            GymFieldsJson.WriteUntilPicture(writer, fields);
            writer.WriteBase64String("screenshot_base64", picture);
            writer.WriteString("collision_map", fields.CollisionMap);
            writer.WriteNumber("step_number", stepNumber);
            WriteFloat(writer, "execution_time", executionTime);
            WriteFloat(writer, "score", score);
            writer.WriteEndObject();
        }

        return new GymAnswer(200, buffer.WrittenMemory);
    }

    public static GymAnswer Running(GymPlay play, string shownDirectory, TimeSpan remaining) => Write(200, writer =>
    {
        writer.WriteString("status", "running");
        writer.WriteNumber("steps_taken", play.StepsTaken);
        writer.WriteString("session_dir", shownDirectory);
        WriteFloat(writer, "remaining_time_seconds", remaining.TotalSeconds);
        WriteFloat(writer, "remaining_time_minutes", remaining.TotalSeconds / 60);
        WriteFloat(writer, "score", play.Progress.Score);
        WriteCounts(writer, play.Progress);
    });

    public static GymAnswer Stopped(GymPlay play, string shownDirectory) => Write(200, writer =>
    {
        writer.WriteString("status", "stopped");
        writer.WriteString("session_dir", shownDirectory);
        WriteFloat(writer, "final_score", play.Progress.Score);
        GymFieldsJson.WriteStrings(writer, "pokemon_collected", play.Progress.Pokemon);
        GymFieldsJson.WriteStrings(writer, "badges_earned", play.Progress.Badges);
        GymFieldsJson.WriteStrings(writer, "locations_visited", play.Progress.Locations);
        WriteCounts(writer, play.Progress);
    });

    public static GymAnswer Saved(string shownFile) => Write(200, writer =>
    {
        writer.WriteString("status", "success");
        writer.WriteString("state_file", shownFile);
    });

    public static GymAnswer Evaluation(GymProgress progress) => Write(200, writer =>
    {
        WriteFloat(writer, "score", progress.Score);
        WriteList("pokemon", progress.Pokemon);
        WriteList("badges", progress.Badges);
        WriteList("locations", progress.Locations);

        void WriteList(string name, IReadOnlyList<string> items)
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("count", items.Count);
            GymFieldsJson.WriteStrings(writer, "items", items);
            writer.WriteEndObject();
        }
    });

    private static GymAnswer Write(int status, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return new GymAnswer(status, buffer.WrittenMemory);
    }

    private static void WriteCounts(Utf8JsonWriter writer, GymProgress progress)
    {
        writer.WriteNumber("pokemon_count", progress.Pokemon.Count);
        writer.WriteNumber("badges_count", progress.Badges.Count);
        writer.WriteNumber("locations_count", progress.Locations.Count);
    }

    private static void WriteFloat(Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(PythonFloat.Format(value), skipInputValidation: true);
    }

    private static void WriteError(Utf8JsonWriter writer, ValidationError error)
    {
        writer.WriteStartObject();
        writer.WriteString("type", error.Type);
        writer.WriteStartArray("loc");
        foreach (var part in error.Location)
        {
            if (part is int index)
                writer.WriteNumberValue(index);
            else
                writer.WriteStringValue((string)part);
        }

        writer.WriteEndArray();
        writer.WriteString("msg", error.Message);
        writer.WritePropertyName("input");
        WriteInput(writer, error.Input);
        if (error.Context is not null)
        {
            writer.WriteStartObject("ctx");
            writer.WriteString("error", error.Context);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Repeats an input as Python would write it: floats with their shortest digits, everything else unchanged.</summary>
    private static void WriteInput(Utf8JsonWriter writer, JsonElement input)
    {
        switch (input.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in input.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteInput(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in input.EnumerateArray())
                    WriteInput(writer, element);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number when IsFloat(input):
                writer.WriteRawValue(PythonFloat.Format(input.GetDouble()), skipInputValidation: true);
                break;
            default:
                input.WriteTo(writer);
                break;
        }
    }

    private static bool IsFloat(JsonElement number) =>
        number.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') && double.IsFinite(number.GetDouble());
}
