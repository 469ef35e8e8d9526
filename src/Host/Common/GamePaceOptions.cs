using System.CommandLine;
using System.CommandLine.Parsing;
using ActorInput.Emulation.Games;

namespace ActorInput.Host.Common;

/// <summary>The options that say how fast games run and how long a press lasts.</summary>
internal static class GamePaceOptions
{
    private static readonly Dictionary<string, GameSpeed> Speeds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["unlimited"] = GameSpeed.Unlimited,
        ["x5"] = GameSpeed.X5,
        ["real-time"] = GameSpeed.RealTime,
    };

    public static Option<GameSpeed?> Speed() => new("--speed")
    {
        Description = "How fast games run: real-time, x5 or unlimited [default: unlimited]",
        HelpName = "SPEED",
        CustomParser = ReadSpeed,
    };

    public static Option<int?> Hold() => WholeOption.Create("--hold", "FRAMES", "Frames that a press is held if it names no hold [default: 10]", 1, 10_000);

    public static Option<int?> Wait() => WholeOption.Create("--wait", "FRAMES", "Frames that pass after a press if it names no wait, at least 1 [default: 120]", 0, 10_000);

    /// <summary>A speed as the option takes it.</summary>
    public static string NameOf(GameSpeed speed) => Speeds.Single(s => s.Value == speed).Key;

    private static GameSpeed? ReadSpeed(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Speeds.TryGetValue(text, out var speed))
            return speed;
        result.AddError($"--speed is '{text}'; {string.Join(", ", Speeds.Keys)} are allowed.");
        return null;
    }
}
