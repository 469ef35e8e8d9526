using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ActorInput.Emulation.Gym;

/// <summary>
/// The folder of all state files. Clients know it as <c>gameplay_sessions</c>; a session is a directory in it. No name a client gives leads out of
/// it: parent directories, absolute paths elsewhere and symbolic links are refused before anything is touched. Whoever can write to the folder by
/// other means could still exchange a directory for a link at the wrong moment; that is not defended against.
/// </summary>
internal sealed class GymStateFolder
{
    public const string FinalName = "final_state.state";
    public const string AutosaveName = "autosave.state";

    private const string PublicName = "gameplay_sessions";
    private const string Extension = ".state";
    private const int MostShown = 200;

    // Sessions of several games may begin in the same second and use the same folder.
    private static readonly Lock NameGate = new();
    private static readonly HashSet<string> TakenNames = new(StringComparer.Ordinal);
    private static string _nameOfTheSecond = "";

    private static readonly StringComparison PathComparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly string _root;

    public GymStateFolder(string root)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
    }

    /// <summary>The name of a state file: what the client said, or the time, and the extension where it is missing.</summary>
    public static string FileName(string? wanted, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(wanted))
            wanted = string.Create(CultureInfo.InvariantCulture, $"game_state_{now:yyyyMMdd_HHmmss}");
        return wanted.EndsWith(Extension, StringComparison.Ordinal) ? wanted : wanted + Extension;
    }

    /// <summary>A path below the folder as clients know it, with slashes.</summary>
    public string Shown(string path) =>
        $"{PublicName}/{Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/')}";

    /// <summary>
    /// The directory of a new session, which no other session of this process has. It is not created yet, because most sessions never write anything.
    /// </summary>
    public string NewSession(DateTimeOffset now)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"session_{now:yyyyMMdd_HHmmss}");
        lock (NameGate)
        {
            if (_nameOfTheSecond != name)
                TakenNames.Clear();
            _nameOfTheSecond = name;
            var path = Path.Join(_root, name);
            for (var n = 2; Directory.Exists(path) || !TakenNames.Add(path); n++)
                path = Path.Join(_root, string.Create(CultureInfo.InvariantCulture, $"{name}_{n}"));
            return path;
        }
    }

    /// <summary>
    /// Creates a session's directory before something is written, also if somebody has removed it. If another process has created one of that name
    /// meanwhile, the session gets another name.
    /// </summary>
    /// <exception cref="IOException">It could not be made; the message is fit for the client.</exception>
    public void Make(GymPlay play, DateTimeOffset now)
    {
        try
        {
            if (!play.OwnsDirectory && Directory.Exists(play.Directory))
                play.Directory = NewSession(now);
            Directory.CreateDirectory(play.Directory);
            play.OwnsDirectory = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException(GymStateFile.Describe(failure, Shown(play.Directory)), failure);
        }
    }

    /// <summary>Removes the directory that <see cref="Make"/> created, if nothing could be written into it.</summary>
    public static void RemoveIfEmpty(string directory)
    {
        try
        {
            if (!Directory.EnumerateFileSystemEntries(directory).Any())
                Directory.Delete(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure to report is the first one.
        }
    }

    /// <summary>The file from which a session goes on: its final state, otherwise its autosave if that is allowed; null if it has neither.</summary>
    public string? StateToContinue(string session, bool loadAutosave)
    {
        var final = Path.Join(session, FinalName);
        var autosave = Path.Join(session, AutosaveName);
        return IsFile(final) ? final : loadAutosave && IsFile(autosave) ? autosave : null;
    }

    private bool IsFile(string path) => File.Exists(path) && !HasLink(path);

    /// <summary>The directory of a session that a client named.</summary>
    public bool TryResolveSession(string id, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? refusal) =>
        TryResolve("session_id", _root, id, out path, out refusal);

    /// <summary>The file that a client wants to load: as <c>/save_state</c> told it, or relative to the folder.</summary>
    public bool TryResolveLoad(string name, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? refusal)
    {
        var inside = name.StartsWith(PublicName + "/", StringComparison.Ordinal) ? name[(PublicName.Length + 1)..] : name;
        return TryResolve("load_state_file", _root, inside, out path, out refusal);
    }

    /// <summary>The file that a client wants to save to, in its session's directory.</summary>
    public bool TryResolveSave(
        string session, string name, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? refusal) =>
        TryResolve("filename", session, name, out path, out refusal);

    private bool TryResolve(
        string member, string directory, string name, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? refusal)
    {
        path = null;
        var fault = Fault(directory, name, out var full);
        refusal = fault is null
            ? null
            : $"Invalid {member}: {PythonQuoted(name.Length > MostShown ? name[..MostShown] + "…" : name)} {fault}. "
                + $"State files are kept inside {PublicName}.";
        if (fault is null)
            path = full;
        return fault is null;
    }

    private string? Fault(string directory, string name, out string full)
    {
        full = "";
        if (name.Contains('\0', StringComparison.Ordinal))
            return "contains a NUL character";
        if (name.Split('/', '\\').Contains("..", StringComparer.Ordinal))
            return "names a parent directory ('..')";

        try
        {
            full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(directory, name)));
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return "is not a path";
        }

        // A colon after the drive would name a stream of a file, on Windows.
        var isStream = OperatingSystem.IsWindows() && full.LastIndexOf(':') > 1;
        if (isStream || !full.StartsWith(_root + Path.DirectorySeparatorChar, PathComparison))
            return "is outside of the folder";
        return HasLink(full) ? "leads through a symbolic link" : null;
    }

    private bool HasLink(string full)
    {
        for (var end = _root.Length; end >= 0;)
        {
            end = full.IndexOf(Path.DirectorySeparatorChar, end + 1);
            if (new FileInfo(end < 0 ? full : full[..end]).LinkTarget is not null)
                return true;
        }

        return false;
    }

    /// <summary>A text in quotation marks as Python's <c>repr</c> chooses them.</summary>
    internal static string PythonQuoted(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal);
        return $"{quote}{(quote == '\'' ? escaped.Replace("'", "\\'", StringComparison.Ordinal) : escaped)}{quote}";
    }
}
