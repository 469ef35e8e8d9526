using System.Globalization;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Commands;

/// <summary>
/// Emulators as lines of text that fit 80 columns with usual names: state, game and waiting inputs. If there are any, its player, its restarts and
/// its problem have lines of their own below it.
/// </summary>
internal static class StatusTable
{
    private const string Gap = "  ";
    private static readonly string[] Heads = ["EMULATOR", "STATE", "GAME", "QUEUED", "STEPS", "NODE"];
    private static readonly bool[] IsNumber = [false, false, false, true, true, false];

    public static IEnumerable<string> Lines(IReadOnlyCollection<EmulatorBody> emulators)
    {
        var rows = emulators.Select(Row).ToList();
        var widths = Heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Max()).ToArray();
        yield return Line(Heads, widths);
        foreach (var (row, emulator) in rows.Zip(emulators))
        {
            yield return Line(row, widths);
            foreach (var remark in Remarks(emulator))
                yield return $"{Gap}{Gap}{remark}";
        }
    }

    private static string[] Row(EmulatorBody emulator) =>
    [
        emulator.Id, Problems.Name(emulator.State), emulator.Cartridge ?? "-", Number(emulator.Queued + emulator.InFlight), Number(emulator.StepsApplied), Place(emulator.Node),
    ];

    private static IEnumerable<string> Remarks(EmulatorBody emulator)
    {
        if (emulator.Agent is { } agent)
            yield return $"played by the agent {agent}";
        if (emulator.Lease is { } lease)
            yield return string.Create(CultureInfo.InvariantCulture, $"leased{(lease.Holder is { } holder ? $" to {holder}" : "")} for {lease.ExpiresInMs / 1000.0:0.#} s");
        if (emulator.Restarts > 0)
            yield return $"restarted {Number(emulator.Restarts)} times";
        if (emulator.Problem is { } problem)
            yield return problem;
    }

    private static string Line(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, column) => IsNumber[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();

    /// <summary>Host and port of a node; the part before them is the same for all nodes of a cluster. A dash if no node is known.</summary>
    private static string Place(string? node) => string.IsNullOrEmpty(node) ? "-" : node[(node.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
