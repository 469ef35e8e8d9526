using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Options;

namespace ActorInput.Host.Common;

/// <summary>Reads a command line, runs its command, and turns what went wrong into one sentence and an exit code.</summary>
/// <param name="root">The commands.</param>
/// <param name="program">What the user types for the program, for help, examples and errors.</param>
internal sealed class CommandLineRunner(RootCommand root, string program)
{
    /// <summary>The exit code of a command line that cannot be read.</summary>
    public const int UsageError = 2;

    private const int Failure = 1;
    private const int Bug = 70;

    /// <summary>Makes the help of all commands show examples, and the program's name as the user typed it.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="program">What the user types for the program.</param>
    /// <param name="examples">Command lines without the program's name, for the help of the program itself.</param>
    public static void ShowExamples(RootCommand root, string program, params IReadOnlyList<string> examples)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelpAction((SynchronousCommandLineAction)help.Action!, program, examples);
    }

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>The exit code: the command's own; 1 when it failed; 2 when the line cannot be read; 70 when this program is at fault.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var result = root.Parse(arguments);
        if (result.Action is ParseErrorAction)
        {
            foreach (var problem in Problems(result))
                await error.WriteLineAsync(problem);
            await error.WriteLineAsync($"'{Path(result.CommandResult)} --help' tells more.");
            return UsageError;
        }

        // Commands that wait for a signal handle it themselves; the library's own handling would only add a second time limit.
        var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await result.InvokeAsync(invocation);
        }
        catch (CommandException failure)
        {
            await error.WriteLineAsync(failure.Message);
            return Failure;
        }
        catch (Exception failure) when (failure.GetBaseException() is OptionsValidationException options)
        {
            // Settings that only the started service could check.
            await error.WriteLineAsync(new CommandException([.. options.Failures]).Message);
            return Failure;
        }
        catch (OperationCanceledException)
        {
            return Failure;
        }
        catch (Exception failure)
        {
            await error.WriteLineAsync($"Unexpected failure: {failure.GetBaseException().Message} ({failure.GetType().Name})");
            return Bug;
        }
    }

    /// <summary>
    /// What is wrong with the command line. If the command is missing or unknown, only that is reported, because the arguments after it were misread.
    /// </summary>
    private static IEnumerable<string> Problems(ParseResult result)
    {
        var commands = string.Join(", ", result.CommandResult.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        if (commands.Length == 0)
            return result.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal);
        return [result.UnmatchedTokens is [var token, ..] ? $"'{token}' is not a command; {commands} are." : $"A command is missing; {commands} are there."];
    }

    /// <summary>The command with those above it, as it is typed.</summary>
    private string Path(CommandResult command) =>
        command.Parent is CommandResult above ? $"{Path(above)} {command.Command.Name}" : program;
}
