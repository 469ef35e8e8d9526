namespace ActorInput.Host.Common;

/// <summary>A command cannot go on, for a reason that the user can fix. Only the message is shown.</summary>
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
