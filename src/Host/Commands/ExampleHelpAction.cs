using System.CommandLine;
using System.CommandLine.Invocation;
using ActorInput.Host.Common;

namespace ActorInput.Host.Commands;

/// <summary>Shows the usual help, and examples behind it.</summary>
internal sealed class ExampleHelpAction(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    private static readonly string[] RootExamples = ["demo", "--rom game.gb", "send emu-1 RIGHT RIGHT A", "status"];

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = InvokeUsual(parseResult);
        var examples = parseResult.CommandResult.Command switch
        {
            HostCommand command => command.Examples,
            RootCommand => RootExamples,
            _ => [],
        };
        if (examples.Count == 0)
            return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {TypedCommand.Name} {example}");
        output.WriteLine();
        return code;
    }

    /// <summary>The usual help, which names the executable, with what the user typed in its place.</summary>
    private int InvokeUsual(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter { NewLine = output.NewLine };
        configuration.Output = text;
        var code = usual.Invoke(parseResult);
        configuration.Output = output;
        output.Write(text.ToString().Replace($"{output.NewLine}  {RootCommand.ExecutableName} ", $"{output.NewLine}  {TypedCommand.Name} ", StringComparison.Ordinal));
        return code;
    }
}
