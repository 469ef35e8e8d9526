using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ActorInput.Host.Bench;
using ActorInput.Host.Common;
using Microsoft.Extensions.Options;

namespace ActorInput.Host.Commands;

/// <summary>The command line: reads it, runs the command, and turns what went wrong into one sentence and an exit code.</summary>
internal static class HostCommandLine
{
    /// <summary>The exit code of a command line that cannot be read.</summary>
    public const int UsageError = 2;

    private const int Failure = 1;
    private const int Bug = 70;

    public static RootCommand Create()
    {
        var root = new RootCommand("Owns fleets of game emulators and feeds them button inputs. Options without a command are those of the demo.")
        {
            NodeCommands.CreateDemo(),
            NodeCommands.CreateNode(),
            EmulatorCommand.Create(),
            CheckCommand.Create(),
            SendCommand.Create(),
            StatusCommand.Create(),
            AgentCommand.Create(),
            CertCommands.Create(),
            BenchCommands.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelpAction((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = Create();
        var result = root.Parse(Complete(arguments));
        if (result.Action is ParseErrorAction)
        {
            foreach (var problem in Problems(result))
                await error.WriteLineAsync(problem);
            await error.WriteLineAsync($"'{Path(result.CommandResult)} --help' tells more.");
            return UsageError;
        }

        // Whoever waits for a signal handles it by itself, in time; the library's own handling would only be a second clock.
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
            // What only what was started could tell of its settings.
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

    /// <summary>Options without a command are those of the demo. Nothing at all asks for help.</summary>
    private static string[] Complete(string[] arguments) => arguments switch
    {
        [] => ["--help"],
        ["--help" or "--version", ..] => arguments,
        [['-', '-', ..], ..] => ["demo", .. arguments],
        _ => arguments,
    };

    /// <summary>What is wrong with the line. Where a command is missing or is none, that is all: what follows it was read as something else.</summary>
    private static IEnumerable<string> Problems(ParseResult result)
    {
        var commands = string.Join(", ", result.CommandResult.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        if (commands.Length == 0)
            return result.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal);
        return [result.UnmatchedTokens is [var token, ..] ? $"'{token}' is not a command; {commands} are." : $"A command is missing; {commands} are there."];
    }

    /// <summary>The command with those above it, as it is typed.</summary>
    private static string Path(CommandResult command) =>
        command.Parent is CommandResult above ? $"{Path(above)} {command.Command.Name}" : TypedCommand.Name;
}
