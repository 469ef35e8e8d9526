using System.Globalization;
using ActorInput.Actors.Pool;
using ActorInput.Contracts.Inputs;
using ActorInput.Host.Common;

namespace ActorInput.Host.Configuration;

/// <summary>The command by which this program starts itself as an emulator server.</summary>
internal static class SelfCommand
{
    private const string Program = "actorinput";

    /// <summary>The command <c>emulator</c> of this executable, with the files as full paths.</summary>
    /// <param name="arguments">What the command line says of the games.</param>
    /// <param name="limits">How large inputs and requests may be: what the node sends must not be too large for its own servers.</param>
    public static EmulatorServerCommand ForEmulators(NodeArguments arguments, InputLimits limits)
    {
        List<string> line = ["emulator"];
        AddFile("--rom", arguments.Rom);
        AddFile("--core", arguments.Core);
        AddFile("--battery", arguments.Battery);
        AddFile("--data", arguments.Data);
        if (arguments.Speed is { } speed)
            line.AddRange(["--speed", GamePaceOptions.NameOf(speed)]);
        Add("--hold", arguments.Hold, null);
        Add("--wait", arguments.Wait, null);
        Add(InputLimitOptions.Presses, limits.MaxPresses, InputLimits.Default.MaxPresses);
        Add(InputLimitOptions.Frames, limits.MaxFrames, InputLimits.Default.MaxFrames);
        Add(InputLimitOptions.Inputs, limits.MaxBatchInputs, InputLimits.Default.MaxBatchInputs);
        Add(InputLimitOptions.Text, limits.MaxTextLength, InputLimits.Default.MaxTextLength);
        return ForSelf(Environment.ProcessPath, typeof(SelfCommand).Assembly.Location, line);

        void AddFile(string option, string? path)
        {
            if (path is not null)
                line.AddRange([option, Path.GetFullPath(path)]);
        }

        void Add(string option, int? value, int? otherwise)
        {
            if (value is { } number && number != otherwise)
                line.AddRange([option, number.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    /// <summary>
    /// A command of this executable. If the program was started as <c>dotnet actorinput.dll</c>, or by a test runner, the command is of the same
    /// form.
    /// </summary>
    internal static EmulatorServerCommand ForSelf(string? processPath, string assembly, IReadOnlyList<string> arguments)
    {
        var name = Path.GetFileNameWithoutExtension(processPath);
        if (string.Equals(name, Program, StringComparison.OrdinalIgnoreCase))
            return new EmulatorServerCommand(processPath!, arguments);
        var dotnet = string.Equals(name, "dotnet", StringComparison.OrdinalIgnoreCase) ? processPath! : "dotnet";
        return new EmulatorServerCommand(dotnet, [assembly, .. arguments]);
    }
}
