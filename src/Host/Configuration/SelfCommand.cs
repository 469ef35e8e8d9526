using ActorInput.Actors.Pool;

namespace ActorInput.Host.Configuration;

/// <summary>How this program starts itself as an emulator server.</summary>
internal static class SelfCommand
{
    private const string Program = "actorinput";

    /// <summary>The command <c>emulator</c> of this executable, with the files as full paths.</summary>
    public static EmulatorServerCommand ForEmulators(NodeArguments arguments)
    {
        List<string> line = ["emulator"];
        Add("--rom", arguments.Rom);
        Add("--core", arguments.Core);
        Add("--data", arguments.Data);
        return ForSelf(Environment.ProcessPath, typeof(SelfCommand).Assembly.Location, line);

        void Add(string option, string? path)
        {
            if (path is not null)
                line.AddRange([option, Path.GetFullPath(path)]);
        }
    }

    /// <summary>A command of this executable. Started as <c>dotnet actorinput.dll</c> (or by a test runner), it is started so again.</summary>
    internal static EmulatorServerCommand ForSelf(string? processPath, string assembly, IReadOnlyList<string> arguments)
    {
        var name = Path.GetFileNameWithoutExtension(processPath);
        if (string.Equals(name, Program, StringComparison.OrdinalIgnoreCase))
            return new EmulatorServerCommand(processPath!, arguments);
        var dotnet = string.Equals(name, "dotnet", StringComparison.OrdinalIgnoreCase) ? processPath! : "dotnet";
        return new EmulatorServerCommand(dotnet, [assembly, .. arguments]);
    }
}
