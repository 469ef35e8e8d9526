using System.Runtime.InteropServices;

namespace ActorInput.Emulation.Libretro;

/// <summary>Finds the emulator core, mGBA's libretro library, on this machine.</summary>
public static class CoreLocator
{
    /// <summary>The environment variable that names the core's file: <c>ACTORINPUT_CORE</c>.</summary>
    public const string EnvironmentVariable = "ACTORINPUT_CORE";

    private const string ProjectFolder = ".core";

    /// <summary>The core's file name on this platform, such as <c>mgba_libretro.so</c>.</summary>
    public static string FileName { get; } =
        OperatingSystem.IsWindows() ? "mgba_libretro.dll" : OperatingSystem.IsMacOS() ? "mgba_libretro.dylib" : "mgba_libretro.so";

    /// <summary>
    /// Finds the core. The first of these decides: the explicit path; the environment variable <see cref="EnvironmentVariable"/>; a folder
    /// <c>.core</c> in the working directory, the program's folder, or any folder above either; the system's folders for libretro cores.
    /// </summary>
    /// <param name="explicitPath">The file that the user named (<c>--core FILE</c>), or null.</param>
    /// <returns>The full path of an existing file. Only loading it shows whether it is a usable core.</returns>
    /// <exception cref="CoreNotFoundException">
    /// No core was found, or the file that was named does not exist. If a file was named, no other place is tried.
    /// </exception>
    public static string Find(string? explicitPath = null) =>
        Find(
            explicitPath,
            Environment.GetEnvironmentVariable(EnvironmentVariable),
            [Directory.GetCurrentDirectory(), AppContext.BaseDirectory],
            SystemFolders());

    internal static string Find(string? explicitPath, string? variable, string[] startFolders, IEnumerable<string> systemFolders)
    {
        if (!string.IsNullOrEmpty(explicitPath)) return Named(explicitPath, "--core");
        if (!string.IsNullOrEmpty(variable)) return Named(variable, EnvironmentVariable);
        var candidates = startFolders.SelectMany(Upward).Select(f => Path.Combine(f, ProjectFolder)).Concat(systemFolders);
        return candidates.Select(f => Path.Combine(f, FileName)).FirstOrDefault(File.Exists)
            ?? throw new CoreNotFoundException(
                $"No emulator core ({FileName}) in a {ProjectFolder} folder at or above {string.Join(" or ", startFolders)}, nor in the system's "
                + $"folders for libretro cores. {HowToInstall()}");
    }

    private static string Named(string path, string source)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) ? full : throw new CoreNotFoundException($"{source} names '{full}', which is not a file. {HowToInstall()}");
    }

    private static IEnumerable<string> Upward(string folder)
    {
        for (var d = new DirectoryInfo(folder); d is not null; d = d.Parent) yield return d.FullName;
    }

    private static string HowToInstall() =>
        (OperatingSystem.IsLinux()
            ? "On Debian or Ubuntu ./run fetches it; by hand: `apt-get download libretro-mgba libinih1`, unpack both with `dpkg-deb -x`, and put "
                + $"{FileName} and libinih.so.1 side by side into {ProjectFolder}/. Elsewhere install your system's package of mGBA's libretro core"
            : "Get mGBA's libretro core for this platform (RetroArch's core downloader or https://buildbot.libretro.com)")
        + $" and name its file with --core FILE or {EnvironmentVariable}.";

    private static IEnumerable<string> SystemFolders()
    {
        if (OperatingSystem.IsWindows())
            return [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "RetroArch", "cores")];
        string[] roots = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib"];
        var triplets = Directory.Exists("/usr/lib") ? Directory.GetDirectories("/usr/lib", $"*-linux-*") : [];

        // If the machine has folders for several architectures, the one of this process comes first: it could not load another's core.
        var own = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";
        return triplets.OrderByDescending(t => Path.GetFileName(t).StartsWith(own, StringComparison.Ordinal))
            .Concat(roots).Select(f => Path.Combine(f, "libretro"));
    }
}
