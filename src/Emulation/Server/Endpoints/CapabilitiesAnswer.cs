using System.Text.Json;
using ActorInput.Contracts.Emulators;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>Writes the answer of <c>GET /capabilities</c>: what the server can do beyond the dialects.</summary>
internal static class CapabilitiesAnswer
{
    private static readonly string[] Features =
    [
        "orderedResults", "chords", "holds", "frameTiming", "exactFrames", "pictureOnDemand", "memory", "savestates", "stateHash", "epochs", "inputIds",
        "memoryBanks", "memoryWrites", "battery",
    ];

    public static void Write(Utf8JsonWriter json, HostedGame game)
    {
        json.WriteStartObject();
        json.WriteString("server"u8, "actorinput"u8);
        json.WriteNumber("protocol"u8, 1);
        json.WriteString("game"u8, game.Life);
        WriteCartridge(json, game.Cartridge);
        WriteCore(json, game.Identity);
        json.WriteStartArray("features"u8);
        foreach (var feature in Features)
        {
            if (game.HasSavestates || feature is not ("savestates" or "stateHash" or "memoryBanks"))
                json.WriteStringValue(feature);
        }

        json.WriteEndArray();
        WriteLimits(json, game.Options);
        json.WriteNumber("stateSize"u8, game.StateSize);
        json.WriteNumber("batterySize"u8, game.BatterySize);
        WriteCheck(json, game.Check());
        var current = game.Gate.Current;
        json.WriteNumber("epoch"u8, current.Epoch);
        json.WriteNumber("sequence"u8, current.Sequence);
        json.WriteEndObject();
    }

    public static void WriteCartridge(Utf8JsonWriter json, CartridgeInfo cartridge)
    {
        json.WriteStartObject("cartridge"u8);
        json.WriteString("title"u8, cartridge.Title);
        json.WriteString("sha256"u8, cartridge.Sha256);
        json.WriteNumber("size"u8, cartridge.Size);
        if (cartridge.Warnings.Count > 0)
        {
            json.WriteStartArray("warnings"u8);
            foreach (var warning in cartridge.Warnings)
                json.WriteStringValue(warning);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void WriteCore(Utf8JsonWriter json, GameIdentity identity)
    {
        json.WriteStartObject("core"u8);
        json.WriteString("name"u8, identity.Core);
        json.WriteString("version"u8, identity.CoreVersion);
        json.WriteEndObject();
    }

    private static void WriteCheck(Utf8JsonWriter json, StartCheckStatus check)
    {
        json.WriteStartObject("stateCheck"u8);
        json.WriteString("status"u8, check.State switch
        {
            StartCheckState.Running => "running"u8,
            StartCheckState.Passed => "passed"u8,
            StartCheckState.Failed => "failed"u8,
            _ => "off"u8,
        });
        json.WriteNumber("frames"u8, check.Frames);
        if (check.Detail is { } detail)
            json.WriteString("detail"u8, detail);
        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, EmulatorServerOptions options)
    {
        json.WriteStartObject("timing"u8);
        json.WriteNumber("hold"u8, options.Timing.Hold);
        json.WriteNumber("wait"u8, options.Timing.LeastWait);
        json.WriteEndObject();
        json.WriteString("speed"u8, options.Speed switch
        {
            GameSpeed.RealTime => "realTime"u8,
            GameSpeed.X5 => "x5"u8,
            _ => "unlimited"u8,
        });
        json.WriteStartObject("limits"u8);
        json.WriteNumber("maxInputs"u8, options.Limits.MaxBatchInputs);
        json.WriteNumber("maxPresses"u8, options.Limits.MaxPresses);
        json.WriteNumber("maxFrames"u8, options.Limits.MaxFrames);
        json.WriteNumber("maxRequestFrames"u8, options.RequestFrames);
        json.WriteNumber("maxBodyBytes"u8, options.MaxBodyBytes);
        json.WriteNumber("maxMemoryWrite"u8, options.MaxMemoryWrite);
        json.WriteEndObject();
    }
}
