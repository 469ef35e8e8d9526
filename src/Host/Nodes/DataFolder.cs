using ActorInput.Host.Common;

namespace ActorInput.Host.Nodes;

/// <summary>Checks that a folder can be written before anything is stored in it.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder, and writes and removes a file in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="holds">What is stored there.</param>
    /// <param name="option">The option that names another folder.</param>
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
