using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ActorInput.Contracts.Inputs;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>Our own server as far as sessions use it: epochs, numbers, claims.</summary>
public sealed class NativeScript : ScriptedServer
{
    private readonly Dictionary<(long, long), (int Applied, int Of)> _fates = [];
    private (string Id, ScriptedAnswer Answer) _claim = ("", ScriptedAnswer.Json("{}"));
    private long _sequence;

    public string Game { get; private set; } = "life-1";

    public long Epoch { get; private set; }

    public string CartridgeSha256 { get; set; } = new('a', 64);

    /// <summary>The JSON member with the core, with its comma; empty for a server that does not give it.</summary>
    /// <summary>Its check of its states, as a member of the capabilities.</summary>
    public string StateCheck { get; set; } = "";

    public string Core { get; set; } = "\"core\":{\"name\":\"mGBA\",\"version\":\"0.10.1\"},";

    /// <summary>Whether it refuses states as those of another game.</summary>
    public bool RefusesStates { get; set; }

    /// <summary>How many steps of the next request are applied before the game breaks down; null for all.</summary>
    public int? BreaksAfter { get; set; }

    public byte[] State { get; private set; } = [1, 2, 3];

    /// <summary>What it announces.</summary>
    public string Features { get; set; } = """["orderedResults","chords","holds","exactFrames","savestates","stateHash","epochs"]""";

    /// <summary>Restarts the server: nothing is remembered.</summary>
    public void StartAnew()
    {
        (Game, Epoch, _sequence) = ("life-" + Guid.NewGuid().ToString("N"), 0, 0);
        _fates.Clear();
        _claim = ("", ScriptedAnswer.Json("{}"));
    }

    /// <summary>Lets another owner take the game.</summary>
    public void TakeOver() => (Epoch, _sequence) = (Epoch + 1, 0);

    protected override bool IsWrite(string request) => request == "POST inputs";

    protected override bool IsQuestion(string request) => request == "POST claim";

    protected override ScriptedAnswer Answer(string request, string query, byte[] body, IHeaderDictionary headers) => request switch
    {
        "GET capabilities" => ScriptedAnswer.Json(
            $$"""{"server":"actorinput","protocol":1,"game":"{{Game}}","cartridge":{"title":"DEMO","sha256":"{{CartridgeSha256}}","size":1},{{Core}}{{StateCheck}}"features":{{Features}},"timing":{"hold":10,"wait":120},"epoch":{{Epoch}}}"""),
        "GET status" => ScriptedAnswer.Json("""{"status":"not_initialized"}"""),
        "POST claim" => Claim(JsonDocument.Parse(body).RootElement),
        "POST inputs" => Inputs(JsonDocument.Parse(body).RootElement),
        "GET direct/state" => ScriptedAnswer.Json($$"""{"game":"{{Game}}","frame":9,"stateHash":"{{Hash(State)}}"}"""),
        "GET screen.png" => new ScriptedAnswer(200, "image/png", [0x89, 0x50]),
        "GET memory" => Memory(query),
        "GET state" => new ScriptedAnswer(200, "application/octet-stream", State),
        "PUT state" => Load(query, body, headers),
        "POST reset" => Tagged(query, () => ScriptedAnswer.Json($$"""{"game":"{{Game}}","frame":0}""")),
        _ => ScriptedAnswer.Problem(404, "notFound", "No route"),
    };

    private ScriptedAnswer Claim(JsonElement claim)
    {
        var id = claim.GetProperty("claim").GetString()!;
        if (id == _claim.Id)
            return _claim.Answer;
        if (claim.TryGetProperty("held", out var held) && held.GetInt64() != Epoch)
            return Stale();
        Epoch = Math.Max(Epoch + 1, claim.TryGetProperty("atLeast", out var least) ? least.GetInt64() : 0);
        var resolved = "";
        if (claim.TryGetProperty("resolve", out var asked))
        {
            var (epoch, first) = (asked.GetProperty("epoch").GetInt64(), asked.GetProperty("sequence").GetInt64());
            Epoch = Math.Max(Epoch, epoch + 1);
            var fates = Enumerable.Range(0, asked.GetProperty("count").GetInt32()).Select(i => _fates.TryGetValue((epoch, first + i), out var fate)
                ? $$"""{"sequence":{{first + i}},"applied":{{fate.Applied}},"of":{{fate.Of}}}"""
                : $$"""{"sequence":{{first + i}},"applied":0}""");
            resolved = $",\"resolved\":[{string.Join(',', fates)}]";
        }

        _sequence = 0;
        _claim = (id, ScriptedAnswer.Json($$"""{"game":"{{Game}}","epoch":{{Epoch}}{{resolved}}}"""));
        return _claim.Answer;
    }

    /// <summary>How many of the next requests are refused as overtaken by a higher number.</summary>
    public int Overtakes { get; set; }

    private ScriptedAnswer Inputs(JsonElement body)
    {
        if (Overtakes-- > 0)
            _sequence = Math.Max(_sequence, body.GetProperty("sequence").GetInt64());
        if (body.GetProperty("game").GetString() != Game)
            return ScriptedAnswer.Problem(409, "otherGame", "Another life", $",\"game\":\"{Game}\"");
        var (epoch, first) = (body.GetProperty("epoch").GetInt64(), body.GetProperty("sequence").GetInt64());
        var inputs = body.GetProperty("inputs").EnumerateArray().Select(text => InputSequence.Parse(text.GetString())).ToArray();
        if (Refusal(epoch, first) is { } refusal)
            return refusal;
        if (inputs.Any(input => input.Count == 999))
            return ScriptedAnswer.Problem(400, "invalidInput", "999 steps");
        (Epoch, _sequence) = (epoch, first + inputs.Length - 1);
        var left = BreaksAfter ?? int.MaxValue;
        BreaksAfter = null;
        var results = inputs.Select((input, i) =>
        {
            var applied = Math.Min(left, input.Count);
            foreach (var step in input.Steps[..applied])
                Apply(step);
            left -= applied;
            _fates[(epoch, first + i)] = (applied, input.Count);
            return $$"""{"sequence":{{first + i}},"applied":{{applied}},"of":{{input.Count}},"frame":5}""";
        });
        return ScriptedAnswer.Json(
            $$"""{"game":"{{Game}}","epoch":{{epoch}},"sequence":{{first}},"applied":1,"of":1,"results":[{{string.Join(',', results)}}],"frame":5}""");
    }

    private ScriptedAnswer? Refusal(long epoch, long sequence) =>
        epoch < Epoch ? Stale()
        : epoch == Epoch && sequence <= _sequence ? ScriptedAnswer.Problem(409, "sequenceGone", "Passed", $",\"game\":\"{Game}\"")
        : null;

    private ScriptedAnswer Stale() => ScriptedAnswer.Problem(409, "staleEpoch", $"The epoch is {Epoch}", $",\"epoch\":{Epoch},\"game\":\"{Game}\"");

    private ScriptedAnswer Tagged(string query, Func<ScriptedAnswer> apply)
    {
        var (epoch, sequence) = (Number(query, "epoch"), Number(query, "sequence"));
        if (Refusal(epoch, sequence) is { } refusal)
            return refusal;
        (Epoch, _sequence) = (epoch, sequence);
        return apply();
    }

    private ScriptedAnswer Load(string query, byte[] body, IHeaderDictionary headers) => Tagged(query, () =>
    {
        if (headers["X-State-Sha256"] != Hash(body))
            return ScriptedAnswer.Problem(400, "stateHash", "Not what was announced");
        if (RefusesStates)
            return ScriptedAnswer.Problem(409, "foreignState", "The state belongs to another cartridge");
        State = body;
        return ScriptedAnswer.Json($$"""{"stateHash":"{{Hash(body)}}","frame":1}""");
    });

    private static ScriptedAnswer Memory(string query)
    {
        var length = (int)Number(query, "length");
        return query.Contains("address=0xC100", StringComparison.Ordinal)
            ? ScriptedAnswer.Json($$"""{"address":"0xC100","length":{{length}},"hex":"{{string.Concat(Enumerable.Repeat("5a", length))}}"}""")
            : ScriptedAnswer.Problem(400, "memoryRange", "Not in memory");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static long Number(string query, string name)
    {
        var start = query.IndexOf(name + "=", StringComparison.Ordinal) + name.Length + 1;
        var end = query.IndexOf('&', start);
        return long.Parse(query.AsSpan(start, (end < 0 ? query.Length : end) - start), CultureInfo.InvariantCulture);
    }
}
