using ActorInput.Host.Common;

namespace ActorInput.Host.Certificates;

/// <summary>
/// Files that appear together: each is written under a temporary name, and all are renamed when they are complete, so that a full disk leaves the old
/// files.
/// </summary>
/// <param name="folder">The folder; if it does not exist, it is made, for its owner alone.</param>
/// <param name="force">Whether existing files may be replaced.</param>
internal sealed class NewFiles(string folder, bool force)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly List<(string Name, Action<string> Write)> _files = [];

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="write">Writes it to an unused path.</param>
    public void Add(string name, Action<string> write) => _files.Add((name, write));

    /// <summary>Writes all of them.</summary>
    /// <exception cref="CommandException">A file exists and may not be replaced, or the folder cannot be written to; nothing was changed.</exception>
    public void Write()
    {
        var there = _files.Select(file => Path.Combine(folder, file.Name)).Where(File.Exists).ToList();
        if (there.Count > 0 && !force)
            throw new CommandException($"--out is '{folder}', and {string.Join(" and ", there)} {(there.Count == 1 ? "exists" : "exist")}; --force replaces what is there.");
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, OwnerOnly);
            WriteBeside();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--out is '{folder}', which cannot be written to: {failure.Message}");
        }
    }

    private void WriteBeside()
    {
        List<(string From, string To)> moves = [.. _files.Select(file => (Path.Combine(folder, $".{file.Name}.{Guid.NewGuid():N}"), Path.Combine(folder, file.Name)))];
        try
        {
            foreach (var (file, move) in _files.Zip(moves))
                file.Write(move.From);
            foreach (var (from, to) in moves)
                File.Move(from, to, overwrite: force);
        }
        finally
        {
            foreach (var (from, _) in moves)
                File.Delete(from);
        }
    }
}
