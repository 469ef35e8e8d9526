using ActorInput.Host.Common;

namespace ActorInput.Host.Nodes;

/// <summary>Looks whether a folder can be written before anything is to be kept in it.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder, and writes and removes a file in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="holds">What is kept there.</param>
    /// <param name="option">How another one is given.</param>
    /// <exception cref="CommandException">It cannot be made or written.</exception>
    public static void Check(string folder, string holds, string option)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The folder of {holds} '{folder}' cannot be written: {failure.Message} Give another one with {option}.");
        }
    }
}
