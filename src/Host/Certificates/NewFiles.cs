using ActorInput.Host.Common;

namespace ActorInput.Host.Certificates;

/// <summary>
/// Files that appear together: each is written beside its place under another name, and takes the place when all are complete, so that a full
/// disk leaves what was there.
/// </summary>
/// <param name="folder">Where; made, for its owner alone, when it is not there.</param>
/// <param name="force">Whether files that are there may be replaced.</param>
internal sealed class NewFiles(string folder, bool force)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly List<(string Name, Action<string> Write)> _files = [];

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="write">Writes it to a path where nothing is.</param>
    public void Add(string name, Action<string> write) => _files.Add((name, write));

    /// <summary>Writes all of them.</summary>
    /// <exception cref="CommandException">One is there and may not be replaced, or the folder cannot be written to; nothing has changed then.</exception>
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
