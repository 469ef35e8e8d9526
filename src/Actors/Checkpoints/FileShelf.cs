using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Wire;

namespace ActorInput.Actors.Checkpoints;

/// <summary>
/// Keeps each checkpoint in its own file, <c>{name}.state</c>: eight bytes that identify the format, then the message <c>Checkpoint</c> of
/// actorinput.proto. Written to a temporary file, flushed to the disk, then renamed.
/// </summary>
internal sealed class FileShelf : ICheckpointShelf
{
    private const string Suffix = ".state";
    private const string Unfinished = ".unfinished";
    private readonly string _folder;
    private int _writes;

    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be made.</exception>
    public FileShelf(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        foreach (var left in Directory.EnumerateFiles(_folder, $"*{Unfinished}"))
            File.Delete(left); // Left by a process that ended while it wrote.
    }

    private static ReadOnlySpan<byte> Mark => "AICKPT1\n"u8;

    public async Task<Checkpoint?> ReadAsync(string name)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(PathOf(name));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (!bytes.AsSpan().StartsWith(Mark))
            throw new InvalidDataException($"Checkpoint '{name}' is damaged: {PathOf(name)} does not begin as one.");
        try
        {
            return (Checkpoint)WireFormat.Deserialize(WireFormat.ManifestOf<Checkpoint>(), bytes.AsSpan(Mark.Length));
        }
        catch (WireFormatException damaged)
        {
            throw new InvalidDataException($"Checkpoint '{name}' is damaged: {damaged.Message}", damaged);
        }
    }

    public async Task WriteAsync(Checkpoint checkpoint)
    {
        var path = PathOf(checkpoint.Info.Name);
        var unfinished = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref _writes)}{Unfinished}";
        Directory.CreateDirectory(_folder); // Somebody may have removed it.
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(Mark);
                await file.WriteAsync(WireFormat.Serialize(checkpoint));
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception)
        {
            File.Delete(unfinished); // Otherwise a full disk would become fuller.
            throw;
        }
    }

    public bool Delete(string name)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
            return false;
        File.Delete(path);
        return true;
    }

    // Skip files whose names cannot be checkpoints'.
    public IReadOnlyCollection<string> Names() => !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateFiles(_folder, $"*{Suffix}").Select(path => Path.GetFileName(path)[..^Suffix.Length]).Where(name => CheckpointNames.Problem(name) is null)];

    private string PathOf(string name) => CheckpointNames.Problem(name) is { } problem
        ? throw new ArgumentException(problem, nameof(name))
        : Path.Combine(_folder, name + Suffix);
}
