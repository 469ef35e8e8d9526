namespace ActorInput.Host.Tests.Documents;

/// <summary>A code fence of a document.</summary>
/// <param name="Document">The document, from the repository's root.</param>
/// <param name="Line">The line of its opening mark, from 1.</param>
/// <param name="Language">What stands behind the mark; empty when nothing does.</param>
/// <param name="Mark">The text of the HTML comment right before it; null when there is none.</param>
/// <param name="Text">What is in it, without the indentation of the fence.</param>
internal sealed record DocumentFence(string Document, int Line, string Language, string? Mark, string Text)
{
    /// <summary>The mark before a fence whose lines each need a terminal of their own. Programs in earlier terminals are ended first.</summary>
    public const string Terminals = "terminals";

    /// <summary>Begins the comment before a fence that is not run; the reason follows.</summary>
    public const string NotRun = "not run here: ";

    /// <summary>Whether it has commands.</summary>
    public bool IsShell => string.Equals(Language, "sh", StringComparison.Ordinal);

    /// <summary>Whether its commands are run, by the test as by a reader.</summary>
    public bool IsRun => IsShell && Mark?.StartsWith(NotRun, StringComparison.Ordinal) != true;

    /// <summary>Whether each line is for a terminal of its own.</summary>
    public bool IsTerminals => string.Equals(Mark, Terminals, StringComparison.Ordinal);

    /// <summary>Where the fence is, for messages.</summary>
    public string Place => $"{Document}:{Line}";

    /// <summary>The fences of a document, in order.</summary>
    public static IEnumerable<DocumentFence> Read(string root, string document)
    {
        var lines = File.ReadAllLines(Path.Combine(root, document));
        for (var i = 0; i < lines.Length; i++)
        {
            var opening = lines[i].TrimStart();
            if (!opening.StartsWith("```", StringComparison.Ordinal))
                continue;
            var (first, indent) = (i, lines[i].Length - opening.Length);
            var text = new List<string>();
            while (!lines[++i].TrimStart().StartsWith("```", StringComparison.Ordinal))
                text.Add(lines[i].Length >= indent ? lines[i][indent..] : lines[i]);
            yield return new DocumentFence(document, first + 1, opening[3..].Trim(), first > 0 ? Comment(lines[first - 1]) : null, string.Join('\n', text));
        }
    }

    /// <summary>The commands: the lines, with continued lines joined.</summary>
    public IEnumerable<string> Commands()
    {
        var command = "";
        foreach (var line in Text.Split('\n'))
        {
            command += line;
            if (line.EndsWith('\\'))
            {
                command += '\n';
                continue;
            }

            if (command.Trim() is [not '#', ..])
                yield return command;
            command = "";
        }
    }

    private static string? Comment(string line) =>
        line.Trim() is ['<', '!', '-', '-', .. var text, '-', '-', '>'] ? text.Trim() : null;
}
