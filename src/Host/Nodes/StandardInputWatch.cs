using System.Diagnostics;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Ends the process when its standard input closes, which the operating system does when the process that started it ends, however it
/// ends. A thread of its own, and a kill: neither a full thread pool nor a core that hangs can hold it up.
/// </summary>
internal static class StandardInputWatch
{
    public static void Start() => new Thread(Watch) { IsBackground = true, Name = "standard input" }.Start();

    private static void Watch()
    {
        try
        {
            using var input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[64];
            while (input.Read(ignored) > 0)
            {
                // What is written there means nothing.
            }
        }
        catch (IOException)
        {
            // A broken pipe is an end, too.
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
