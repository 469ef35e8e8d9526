using System.Reflection;

namespace ActorInput.Host.Common;

/// <summary>The version of this program, as <c>--version</c> prints it.</summary>
internal static class HostVersion
{
    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        (typeof(HostVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
