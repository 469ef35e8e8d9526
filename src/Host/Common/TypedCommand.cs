namespace ActorInput.Host.Common;

/// <summary>The command by which the user runs this program, for hints and examples that can be pasted unchanged.</summary>
internal static class TypedCommand
{
    /// <summary>The environment variable by which a script that runs the program says how it was called itself.</summary>
    public const string Variable = "ACTORINPUT_COMMAND";

    private const string Program = "actorinput";
    private const int MostLength = 200;

    /// <summary>For example <c>actorinput</c> or <c>./run</c>.</summary>
    public static string Name => Or(Program);

    /// <summary>What the user typed where a script says so, otherwise the name given here.</summary>
    public static string Or(string program) => From(Environment.GetEnvironmentVariable(Variable), program);

    /// <summary>The command in a variable; the other name where there is none, or a text that is none.</summary>
    internal static string From(string? variable, string program = Program) =>
        string.IsNullOrWhiteSpace(variable) || variable.Length > MostLength || variable.Any(char.IsControl) ? program : variable;
}
