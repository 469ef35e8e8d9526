namespace ActorInput.Host.Tests.Configuration;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorInput.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"ActorInput.sln is not above {AppContext.BaseDirectory}.");
    }
}
