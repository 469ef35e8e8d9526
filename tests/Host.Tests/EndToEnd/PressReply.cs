using System.Text.Json;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>The answer to an input.</summary>
/// <param name="Sent">When it was sent (timestamp).</param>
/// <param name="Answered">When its answer was there.</param>
/// <param name="Entries">What it leaves in the ledger when it is applied.</param>
/// <param name="Body">The answer.</param>
internal sealed record PressReply(long Sent, long Answered, byte[] Entries, JsonElement Body)
{
    public string Outcome => Body.GetProperty("outcome").GetString()!;

    public long Epoch => Body.GetProperty("epoch").GetInt64();

    public long Sequence => Body.GetProperty("sequence").GetInt64();

    public bool IsApplied => Outcome == "applied";
}
