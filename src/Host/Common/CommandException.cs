namespace ActorInput.Host.Common;

/// <summary>A command cannot go on, for a reason that its caller can mend. The message is all that is shown.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(string message)
        : base(message)
    {
    }

    /// <summary>Several problems, one a line.</summary>
    public CommandException(IReadOnlyList<string> problems)
        : base(problems.Count == 1 ? problems[0] : $"{problems.Count} problems:\n  {string.Join("\n  ", problems)}")
    {
    }
}
