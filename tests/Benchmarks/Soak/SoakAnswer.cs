using System.Text.Json;

namespace ActorInput.Benchmarks.Soak;

/// <summary>What a node answered.</summary>
/// <param name="Status">The status; 0 when the connection broke after the request may have been sent.</param>
/// <param name="Body">The JSON; undefined when it was none.</param>
internal sealed record SoakAnswer(int Status, JsonElement Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string? Text(string member) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public override string ToString() => $"{Status} {(Body.ValueKind == JsonValueKind.Undefined ? "" : Body.GetRawText())}";
}
