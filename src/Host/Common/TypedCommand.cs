namespace ActorInput.Host.Common;

/// <summary>The command by which the user runs this program, for hints and examples that can be pasted unchanged.</summary>
internal static class TypedCommand
{
    /// <summary>The environment variable in which a script that runs this program gives its own name.</summary>
    public const string Variable = "ACTORINPUT_COMMAND";

    private const string Program = "actorinput";
    private const int MostLength = 200;

    /// <summary>For example <c>actorinput</c> or <c>./run</c>.</summary>
    public static string Name => Or(Program);

    /// <summary>What the user typed, if a script says so; otherwise the given name.</summary>
    public static string Or(string program) => From(Environment.GetEnvironmentVariable(Variable), program);

    /// <summary>The command in a variable; the other name if the variable is empty or has no valid command.</summary>
    internal static string From(string? variable, string program = Program) =>
        string.IsNullOrWhiteSpace(variable) || variable.Length > MostLength || variable.Any(char.IsControl) ? program : variable;
}
