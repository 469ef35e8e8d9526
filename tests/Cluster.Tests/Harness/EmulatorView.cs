using System.Text.Json;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>An emulator as a node reports it.</summary>
internal sealed record EmulatorView(string Id, string State, string Node, string? Server, string? Dialect, long Epoch, int Restarts, string? Problem)
{
    /// <summary>Whether it takes inputs.</summary>
    public bool IsPlayable => State is "ready" or "sequential" or "uncertain";

    public static EmulatorView Of(JsonElement body) => new(
        body.GetProperty("id").GetString()!,
        body.GetProperty("state").GetString()!,
        body.GetProperty("node").GetString()!,
        body.GetProperty("server").GetString(),
        body.GetProperty("dialect").GetString(),
        body.GetProperty("epoch").GetInt64(),
        body.GetProperty("restarts").GetInt32(),
        body.GetProperty("problem").GetString());
}
