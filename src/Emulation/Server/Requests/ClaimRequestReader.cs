using System.Text.Json;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads and checks the body of <c>POST /claim</c>.</summary>
internal static class ClaimRequestReader
{
    private const int MostResolved = 1_024;
    private const int LongestId = 64;

    /// <exception cref="ProblemException">Says what is wrong.</exception>
    public static WriteClaim Read(ReadOnlySpan<byte> body) => body.IsEmpty ? default : RequestJson.Read(body, ReadBody);

    private static WriteClaim ReadBody(ref Utf8JsonReader json)
    {
        RequestJson.StartObject(ref json, "the body");
        var claim = new WriteClaim();
        while (RequestJson.NextMember(ref json))
        {
            if (json.ValueTextEquals("held"u8))
                claim = claim with { Held = RequestJson.Number(ref json, "held", 0, WriteTag.Largest) };
            else if (json.ValueTextEquals("atLeast"u8))
                claim = claim with { AtLeast = RequestJson.Number(ref json, "atLeast", 0, WriteTag.Largest) };
            else if (json.ValueTextEquals("resolve"u8))
                claim = claim with { Resolve = ReadRange(ref json) };
            else if (json.ValueTextEquals("claim"u8))
                claim = claim with { Id = ReadId(ref json) };
            else
                throw RequestJson.Unknown(ref json, "claim, held, atLeast, resolve");
        }

        return claim;
    }

    private static string ReadId(ref Utf8JsonReader json)
    {
        const string Allowed = "a text of 1 to 64 characters";
        var id = RequestJson.Text(ref json, "claim", Allowed);
        return id.Length is > 0 and <= LongestId ? id : throw RequestJson.Wrong(ref json, "claim", Allowed);
    }

    private static SequenceRange ReadRange(ref Utf8JsonReader json)
    {
        json.Read();
        RequestJson.StartObject(ref json, "resolve");
        long? epoch = null;
        long? sequence = null;
        var count = 1;
        while (RequestJson.NextMember(ref json))
        {
            if (json.ValueTextEquals("epoch"u8))
                epoch = RequestJson.Number(ref json, "resolve.epoch", 0, WriteTag.Largest);
            else if (json.ValueTextEquals("sequence"u8))
                sequence = RequestJson.Number(ref json, "resolve.sequence", 1, WriteTag.Largest);
            else if (json.ValueTextEquals("count"u8))
                count = (int)RequestJson.Number(ref json, "resolve.count", 1, MostResolved);
            else
                throw RequestJson.Unknown(ref json, "epoch, sequence, count");
        }

        if (epoch is null)
            throw new ProblemException(RequestProblems.Missing("resolve.epoch", RequestJson.Range(0, WriteTag.Largest)));
        if (sequence is null)
            throw new ProblemException(RequestProblems.Missing("resolve.sequence", RequestJson.Range(1, WriteTag.Largest)));
        return new SequenceRange(epoch.Value, sequence.Value, count);
    }
}
