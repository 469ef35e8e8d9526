using System.Text.Json;
using ActorInput.Actors.Sessions.Http;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>What our own server announces at <c>GET /capabilities</c>, as far as a session needs it.</summary>
/// <param name="Protocol">The version of its routes.</param>
/// <param name="Game">The life of the game.</param>
/// <param name="Cartridge">The cartridge's title; null when it has none.</param>
/// <param name="Identity">What its saved states belong to; null when the server does not tell.</param>
/// <param name="HasOrderedResults">Whether each input of a request gets a result.</param>
/// <param name="HasChords">Whether buttons can be pressed together.</param>
/// <param name="HasHolds">Whether a press may name its hold.</param>
/// <param name="HasExactFrames">Whether a press may name the wait after it and what stays held in it.</param>
/// <param name="HasSavestates">Whether its game can be saved and loaded; not with every core.</param>
/// <param name="HasInputIds">Whether it remembers the ids of inputs.</param>
/// <param name="HasMemoryBanks">Whether memory of one bank can be read.</param>
/// <param name="HasMemoryWrites">Whether memory can be written.</param>
/// <param name="HasBattery">Whether it has the routes of the battery, whatever the cartridge has, and tells a reset from a fresh start.</param>
/// <param name="HoldFrames">Frames that a press is held that names no hold.</param>
/// <param name="WaitFrames">Frames of waiting after a press that names no wait.</param>
/// <param name="FramesPerSecond">Frames that the game surely runs in a second; for timeouts.</param>
internal sealed record NativeCapabilities(
    long Protocol,
    string Game,
    string? Cartridge,
    GameIdentity? Identity,
    bool HasOrderedResults,
    bool HasChords,
    bool HasHolds,
    bool HasExactFrames,
    bool HasSavestates,
    bool HasInputIds,
    bool HasMemoryBanks,
    bool HasMemoryWrites,
    bool HasBattery,
    int HoldFrames,
    int WaitFrames,
    double FramesPerSecond)
{
    /// <summary>What the server's own check of its states found; null when it found nothing, has not ended or was not made.</summary>
    public string? StateProblem { get; init; }

    private const int GymHold = 10;
    private const int GymWait = 120;

    // Slower than any machine that was measured (1,100 of a pokemon-gym, 7,000 of ours): many games may share a processor.
    private const double UnlimitedFramesPerSecond = 600;

    /// <summary>Reads the answer; null when it is not our own server's.</summary>
    public static NativeCapabilities? Read(HttpExchange exchange, double framesPerSecond)
    {
        if (exchange.Status != 200 || JsonObjects.Parse(exchange.Reply) is not { } document)
            return null;
        using (document)
        {
            var root = document.RootElement;
            if (!string.Equals(JsonObjects.Text(root, "server"), "actorinput", StringComparison.Ordinal) || JsonObjects.Text(root, "game") is not { Length: > 0 } game)
                return null;
            var title = root.TryGetProperty("cartridge", out var cartridge) && cartridge.ValueKind == JsonValueKind.Object
                ? JsonObjects.Text(cartridge, "title")
                : null;
            var (hold, wait) = Timing(root);
            return new NativeCapabilities(
                JsonObjects.Number(root, "protocol") ?? 0,
                game,
                string.IsNullOrEmpty(title) ? null : title,
                ReadIdentity(root),
                Has(root, "orderedResults"),
                Has(root, "chords"),
                Has(root, "holds"),
                Has(root, "exactFrames"),
                Has(root, "savestates"),
                Has(root, "inputIds"),
                Has(root, "memoryBanks"),
                Has(root, "memoryWrites"),
                Has(root, "battery"),
                hold,
                wait,
                JsonObjects.Text(root, "speed") switch
                {
                    "realTime" => 60,
                    "x5" => 300,
                    "unlimited" => UnlimitedFramesPerSecond,
                    _ => framesPerSecond,
                })
            {
                StateProblem = ReadStateProblem(root),
            };
        }
    }

    private static string? ReadStateProblem(JsonElement root) =>
        root.TryGetProperty("stateCheck", out var check) && check.ValueKind == JsonValueKind.Object
            && string.Equals(JsonObjects.Text(check, "status"), "failed", StringComparison.Ordinal)
            ? JsonObjects.Text(check, "detail") ?? "it does not say what differs"
            : null;

    private static GameIdentity? ReadIdentity(JsonElement root)
    {
        if (!root.TryGetProperty("cartridge", out var cartridge) || cartridge.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("core", out var core) || core.ValueKind != JsonValueKind.Object
            || JsonObjects.Text(cartridge, "sha256") is not { } hash || JsonObjects.Text(core, "name") is not { } name || JsonObjects.Text(core, "version") is not { } version)
        {
            return null;
        }

        var identity = new GameIdentity(hash, name, version);
        return identity.IsValid ? identity : null;
    }

    private static (int Hold, int Wait) Timing(JsonElement root)
    {
        if (!root.TryGetProperty("timing", out var timing) || timing.ValueKind != JsonValueKind.Object)
            return (GymHold, GymWait);
        return (Frames(timing, "hold", GymHold), Frames(timing, "wait", GymWait));
    }

    private static int Frames(JsonElement timing, string name, int otherwise) =>
        JsonObjects.Number(timing, name) is { } frames and >= 0 and <= 1_000_000 ? (int)frames : otherwise;

    private static bool Has(JsonElement root, string name)
    {
        if (!root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var feature in features.EnumerateArray())
        {
            if (feature.ValueKind == JsonValueKind.String && feature.ValueEquals(name))
                return true;
        }

        return false;
    }
}
