using System.Text.Json;

namespace ActorInput.Cluster.Tests.Agents;

/// <summary>The answer to an input, as the agent got it.</summary>
/// <param name="Number">Number of the input on its emulator.</param>
/// <param name="Id">The id under which it was sent.</param>
/// <param name="Sent">When it was sent first (timestamp).</param>
/// <param name="Answered">When the answer was there.</param>
/// <param name="Gateway">The node that answered.</param>
/// <param name="Status">Of the answer; 0 when the connection broke and the input was not sent again.</param>
/// <param name="Body">The answer; the failure where there was none.</param>
internal sealed record AgentReply(int Number, string Id, long Sent, long Answered, string Gateway, int Status, JsonElement Body)
{
    public NumberedInput Input => NumberedInput.Of(Number);

    public bool IsApplied => Outcome == "applied";

    /// <summary>Whether a stopping node no longer waits for its result.</summary>
    public bool IsOfStoppingNode => Status == 503 && Text("code") == "shuttingDown";

    /// <summary>The outcome; unknown if there was no answer.</summary>
    public string Outcome => Text("outcome") ?? "unknown";

    public int Applied => (int)Number64("applied");

    public long Epoch => Number64("epoch");

    public long Sequence => Number64("sequence");

    public TimeSpan Took => TimeProvider.System.GetElapsedTime(Sent, Answered);

    public override string ToString() => $"{Id} by {Gateway} after {Took.TotalSeconds:0.00} s: {Status} {Body}";

    private string? Text(string member) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(member, out var value) ? value.GetString() : null;

    private long Number64(string member) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(member, out var value) ? value.GetInt64() : 0;
}
