using System.CommandLine;
using System.CommandLine.Invocation;

namespace ActorInput.Host.Common;

/// <summary>Shows the usual help, followed by examples.</summary>
/// <param name="usual">The library's help.</param>
/// <param name="program">What the user types for the program; help and examples begin with it.</param>
/// <param name="rootExamples">Command lines without the program's name, for the help of the program itself.</param>
internal sealed class ExampleHelpAction(SynchronousCommandLineAction usual, string program, IReadOnlyList<string> rootExamples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = InvokeUsual(parseResult);
        var examples = parseResult.CommandResult.Command switch
        {
            HostCommand command => command.Examples,
            RootCommand => rootExamples,
            _ => [],
        };
        if (examples.Count == 0)
            return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {program} {example}");
        output.WriteLine();
        return code;
    }

    /// <summary>The usual help, with the program's name as the user typed it.</summary>
    private int InvokeUsual(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter { NewLine = output.NewLine };
        configuration.Output = text;
        var code = usual.Invoke(parseResult);
        configuration.Output = output;
        output.Write(text.ToString().Replace($"{output.NewLine}  {RootCommand.ExecutableName} ", $"{output.NewLine}  {program} ", StringComparison.Ordinal));
        return code;
    }
}
