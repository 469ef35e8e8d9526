using System.Globalization;
using System.Text;

namespace ActorInput.Host.Checks;

/// <summary>The result of a check in words.</summary>
internal static class CheckText
{
    public static string Write(CheckBody body)
    {
        var text = new StringBuilder();
        Line(text, $"cartridge  {(body.Title.Length > 0 ? body.Title : "without a title")} (type {body.CartridgeType}, SHA-256 {body.CartridgeSha256})");
        Line(text, $"core       {body.Core} {body.CoreVersion}");
        Line(text, $"speed      {body.FramesPerSecond:N0} frames a second, one game on one thread");
        Line(text, body.Savestates
            ? $"states     {body.StateSize:N0} bytes each; saved in {body.SaveMs:0.00} ms, loaded in {body.LoadMs:0.00} ms"
            : (FormattableString)$"states     none: this core cannot restore what it saves");
        Line(text, $"played     {body.Frames:N0} frames in {body.Steps:N0} steps, seed {body.Seed}, in {body.Ways.Count} ways");
        text.AppendLine();
        foreach (var way in body.Ways.Where(way => way.Frame is not null))
            Line(text, $"DIFFERS when {way.When}: {way.Part} at frame {way.Frame}: {string.Join("; ", way.Fields)}");
        foreach (var way in body.Ways.Where(way => way.Comparisons == 0 && way.Frame is null))
            Line(text, $"NOT TRIED: {way.When}; play more minutes");
        text.Append(Verdict(body));
        return text.ToString();
    }

    private static string Verdict(CheckBody body) => body switch
    {
        { Trusted: false } when body.Ways.All(way => way.Frame is null) => "Not every way could be tried: play more minutes.",
        { Trusted: false } => "The states of this cartridge CANNOT be trusted with this core: the same inputs lead to different games.",
        { Savestates: false } => "The same inputs led to the same memory and picture in every way. There are no states to trust: every game starts from power-on.",
        _ => "The states of this cartridge can be trusted: state, memory and picture were the same in every way.",
    };

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
