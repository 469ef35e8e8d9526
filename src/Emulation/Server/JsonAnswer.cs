using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server;

/// <summary>Writes JSON answers into a buffer that each thread keeps, so that an answer costs one array.</summary>
internal static class JsonAnswer
{
    public const string JsonType = "application/json";
    public const string ProblemType = "application/problem+json";

    /// <summary>A larger buffer (one with pictures in it) is not kept.</summary>
    private const int MostKept = 256 * 1024;

    // The answers are never put into a page, so '+' and quotes in texts need no escapes, which are hard to read.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static WriteAnswer Ok<T>(T value, Action<Utf8JsonWriter, T> write) => Write(200, JsonType, value, write);

    public static WriteAnswer Write<T>(int status, string contentType, T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        var writer = _writer ??= new Utf8JsonWriter(buffer, Options);
        writer.Reset(buffer);
        write(writer, value);
        writer.Flush();
        var answer = new WriteAnswer(status, contentType, buffer.WrittenSpan.ToArray());
        if (buffer.Capacity > MostKept)
            _buffer = null;
        return answer;
    }
}
