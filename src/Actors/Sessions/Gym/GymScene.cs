using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ActorInput.Actors.Sessions.Http;

namespace ActorInput.Actors.Sessions.Gym;

/// <summary>The last answer that described the game: its picture, and separately the rest. It uses its memory again. Thread-safe.</summary>
internal sealed class GymScene
{
    private const string Picture = "screenshot_base64";
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _picture = new(1);
    private readonly ArrayBufferWriter<byte> _rest = new(1);
    private long _step = -1;

    /// <summary>Keeps an answer, unless a later one is kept already.</summary>
    public void Keep(ReadOnlySpan<byte> answer, GymAnswer read)
    {
        lock (_lock)
        {
            if (read.Step < _step)
                return;
            _step = read.Step;
            _picture.ResetWrittenCount();
            _picture.Write(answer.Slice(read.PictureStart, read.PictureLength));
            _rest.ResetWrittenCount();
            _rest.Write(answer[..read.PictureStart]);
            _rest.Write(answer[(read.PictureStart + read.PictureLength)..]);
        }
    }

    /// <summary>Called when another game begins: nothing is known of it.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _step = -1;
            _picture.ResetWrittenCount();
            _rest.ResetWrittenCount();
        }
    }

    /// <summary>The PNG; null if there is none or it is not base64.</summary>
    public byte[]? ReadPicture()
    {
        byte[] text;
        lock (_lock)
            text = _picture.WrittenSpan.ToArray();
        // Some JSON writers escape the '/' and '+' of base64.
        if (text.AsSpan().Contains((byte)'\\'))
            text = Encoding.UTF8.GetBytes(JsonSerializer.Deserialize<string>($"\"{Encoding.UTF8.GetString(text)}\"")!);
        return text.Length > 0 && Base64.DecodeFromUtf8InPlace(text, out var length) == OperationStatus.Done ? text[..length] : null;
    }

    /// <summary>An object with the members of a status, and those of the kept answer that the status does not have, without the picture.</summary>
    public byte[] Merge(JsonElement status)
    {
        byte[] rest;
        lock (_lock)
            rest = _rest.WrittenSpan.ToArray();
        var merged = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(merged);
        json.WriteStartObject();
        foreach (var member in status.EnumerateObject())
            member.WriteTo(json);
        using var kept = JsonObjects.Parse(rest);
        foreach (var member in kept?.RootElement.EnumerateObject() ?? default)
        {
            if (!string.Equals(member.Name, Picture, StringComparison.Ordinal) && !status.TryGetProperty(member.Name, out _))
                member.WriteTo(json);
        }

        json.WriteEndObject();
        json.Flush();
        return merged.WrittenSpan.ToArray();
    }
}
