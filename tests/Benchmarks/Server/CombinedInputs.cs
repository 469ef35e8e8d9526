using System.Buffers;
using System.Text.Json;

namespace ActorInput.Benchmarks.Server;

/// <summary>One request for several games: an array of the bodies that <c>/inputs</c> takes, answered by an array of its answers.</summary>
internal static class CombinedInputs
{
    /// <returns>How many inputs the bodies have.</returns>
    public static int Write(ReadOnlyMemory<byte> bodies, ArrayBufferWriter<byte> answer)
    {
        var inputs = 0;
        var json = new Utf8JsonReader(bodies.Span);
        json.Read();
        var isFirst = true;
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            answer.Write(isFirst ? "["u8 : ","u8);
            isFirst = false;
            var start = (int)json.TokenStartIndex;
            json.Skip();
            inputs += BenchServer.WriteResults(new ReadOnlySequence<byte>(bodies[start..(int)json.BytesConsumed]), answer);
        }

        answer.Write("]"u8);
        return inputs;
    }
}
