using System.Text.Json;

namespace ActorInput.Actors.Sessions.Gym;

/// <summary>The answer of <c>/action</c> or <c>/initialize</c>, read without decoding the picture, which is most of its up to 71 kB.</summary>
/// <param name="Step">The count of steps with this one.</param>
/// <param name="IsTimeout">Whether it only says that the session is over; nothing was pressed then.</param>
/// <param name="PictureStart">Where the picture's base64 begins in the answer.</param>
/// <param name="PictureLength">Its length; 0 when there is none.</param>
internal readonly record struct GymAnswer(long Step, bool IsTimeout, int PictureStart, int PictureLength)
{
    /// <summary>Reads the answer. False if it is something else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> answer, out GymAnswer read)
    {
        read = default;
        try
        {
            var json = new Utf8JsonReader(answer);
            return TryRead(ref json, out read) && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryRead(ref Utf8JsonReader json, out GymAnswer read)
    {
        long step = -1;
        var isTimeout = false;
        int start = 0, length = 0;
        read = default;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            return false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("step_number"u8))
            {
                if (!json.Read() || json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out step))
                    return false;
            }
            else if (json.ValueTextEquals("location"u8))
            {
                json.Read();
                isTimeout = json.TokenType == JsonTokenType.String && json.ValueTextEquals("SESSION_TIMEOUT"u8);
                json.Skip();
            }
            else if (json.ValueTextEquals("screenshot_base64"u8))
            {
                json.Read();
                if (json.TokenType == JsonTokenType.String)
                    (start, length) = ((int)json.TokenStartIndex + 1, json.ValueSpan.Length);
                json.Skip();
            }
            else
            {
                json.Skip();
            }
        }

        read = new GymAnswer(step, isTimeout, start, length);
        return step >= 0;
    }
}
