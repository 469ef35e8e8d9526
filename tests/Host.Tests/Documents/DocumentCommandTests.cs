using System.Text.RegularExpressions;

namespace ActorInput.Host.Tests.Documents;

/// <summary>Every command of the documents, pasted unchanged into a shell, in order, in a fresh clone.</summary>
/// <param name="clone">Made once for all documents.</param>
public sealed partial class DocumentCommandTests(FreshClone clone) : IClassFixture<FreshClone>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [CloneTheory]
    [MemberData(nameof(DocumentFenceTests.Documents), MemberType = typeof(DocumentFenceTests))]
    public async Task Commands_PastedInOrder_Work(string document)
    {
        await using var shell = new PastedShell(clone.Bash());
        var terminals = new List<DocumentTerminal>();
        try
        {
            foreach (var fence in DocumentFence.Read(clone.Folder, document).Where(fence => fence.IsRun))
            {
                if (!fence.IsTerminals)
                {
                    foreach (var command in fence.Commands())
                        await PasteAsync(shell, fence, command);
                    continue;
                }

                await CloseAsync(terminals);
                foreach (var command in fence.Commands())
                    terminals.Add(await DocumentTerminal.OpenAsync(clone.Bash("-c", $"exec {command}"), $"{fence.Place}: {command}"));
            }
        }
        finally
        {
            await CloseAsync(terminals);
        }
    }

    /// <summary>
    /// A command that only asks a running node is repeated, at most twice, if it took too long: the machine may be busy at that moment. A command
    /// that is always slow is slow three times.
    /// </summary>
    private static async Task PasteAsync(PastedShell shell, DocumentFence fence, string command)
    {
        var asks = Asks().IsMatch(command);
        for (var more = 2; ; more--)
        {
            var (code, output, took) = await shell.RunAsync(command);
            Assert.True(code == 0, $"{fence.Place}: '{command}' ended with {code}: {output}");
            if (!asks || took <= Patience)
                return;
            Assert.True(more > 0, $"{fence.Place}: '{command}' took {took.TotalSeconds:0.0} s three times; {Patience.TotalSeconds} s are allowed.");
        }
    }

    private static async Task CloseAsync(List<DocumentTerminal> terminals)
    {
        for (; terminals.Count > 0; terminals.RemoveAt(terminals.Count - 1))
        {
            await using var last = terminals[^1];
            await last.InterruptAsync();
        }
    }

    // A reset, a restore or a press may be repeated too; deleting something twice gives another answer.
    [GeneratedRegex(@"^(?!.*(DELETE|\$lease))(curl|\./run (status|send)) ", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Asks();
}
