using System.CommandLine;

namespace ActorInput.Host.Common;

/// <summary>A command whose help ends with examples, so that the list of commands keeps to a line each.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Command lines without the program's name.</param>
internal sealed class HostCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Command lines without the program's name.</summary>
    public IReadOnlyList<string> Examples => examples;
}
