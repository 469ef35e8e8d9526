using System.Globalization;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Tests.Timing;

/// <summary>The table of docs/api.md that says what a game sees of inputs, frame by frame. The tests read the rows from the document.</summary>
internal static class FrameTable
{
    private const string Header = "| requests | `hold` | `wait` | the game sees |";

    private static readonly Lazy<IReadOnlyList<FrameRow>> All = new(Read);

    public static IReadOnlyList<FrameRow> Rows => All.Value;

    private static List<FrameRow> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "docs", "api.md"));
        var at = Array.IndexOf(lines, Header);
        Assert.True(at > 0, $"docs/api.md has no table '{Header}'.");
        var rows = new List<FrameRow>();
        for (var i = at + 2; i < lines.Length && lines[i].StartsWith('|'); i++)
        {
            var cells = lines[i].Split('|', StringSplitOptions.TrimEntries);
            Assert.True(cells.Length == 6, lines[i]);
            rows.Add(new FrameRow(
                [.. cells[1].Split('`', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
                Number(cells[2]),
                Number(cells[3]),
                [.. cells[4].Trim('`').Split(", ").SelectMany(Frames)]));
        }

        return rows;
    }

    private static int? Number(string cell) => cell.Length == 0 ? null : int.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary><c>A+RIGHT 10</c>: ten frames with both down; <c>- 120</c>: as many with nothing.</summary>
    private static IEnumerable<Button> Frames(string run)
    {
        var words = run.Split(' ');
        var buttons = words[0] == "-" ? Button.None : InputSequence.Parse(words[0]).Steps[0].Buttons;
        return Enumerable.Repeat(buttons, int.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorInput.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"ActorInput.sln is not above {AppContext.BaseDirectory}.");
    }
}
