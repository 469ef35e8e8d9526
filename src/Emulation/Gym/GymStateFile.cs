using ActorInput.Contracts.Checkpoints;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Gym;

/// <summary>
/// Reads and writes state files: the bytes of a state, which say to which game they belong (<see cref="StateFile"/>). Errors read as in Python, with
/// the name that the client knows and never with a path of this machine.
/// </summary>
internal static class GymStateFile
{
    /// <summary>Writes the whole file or nothing: writes another file first and then renames it.</summary>
    /// <exception cref="IOException">It could not be written; the message is fit for the client.</exception>
    public static async Task WriteAsync(string path, string shown, ReadOnlyMemory<byte> state)
    {
        var temporary = Path.Join(Path.GetDirectoryName(path), $".{Guid.NewGuid():N}.tmp");
        try
        {
            if (Directory.Exists(path))
                throw new IOException(Message(21, "Is a directory", shown));
            await WriteNewAsync(temporary, state);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            DeleteQuietly(temporary);
            throw new IOException(Describe(e, shown), e);
        }
    }

    /// <summary>Reads a file that may be a state; the game decides whether it can load it.</summary>
    /// <returns>The bytes; null when there is no such file.</returns>
    /// <exception cref="IOException">It could not be read; the message is fit for the client.</exception>
    /// <exception cref="InvalidDataException">It is longer than any state; it was not read.</exception>
    public static async Task<byte[]?> ReadAsync(string path, string shown)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            if (file.Length > Checkpoint.MaxStateBytes)
            {
                throw new InvalidDataException(
                    $"400: State file {shown} is refused: it has {file.Length} bytes, a state has at most {Checkpoint.MaxStateBytes}.");
            }

            var state = new byte[file.Length];
            await file.ReadExactlyAsync(state);
            return state;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(Describe(e, shown), e);
        }
    }

    private static async Task WriteNewAsync(string path, ReadOnlyMemory<byte> state)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await file.WriteAsync(state);
        file.Flush(flushToDisk: true);
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure to report is the first one.
        }
    }

    internal static string Describe(Exception e, string shown) => e switch
    {
        DirectoryNotFoundException or FileNotFoundException => Message(2, "No such file or directory", shown),
        PathTooLongException => Message(36, "File name too long", shown),
        UnauthorizedAccessException => Message(13, "Permission denied", shown),
        { InnerException: null } when e.Message.StartsWith("[Errno ", StringComparison.Ordinal) => e.Message,
        _ => Message(5, "Input/output error", shown),
    };

    private static string Message(int number, string text, string shown) =>
        $"[Errno {number}] {text}: {GymStateFolder.PythonQuoted(shown)}";
}
