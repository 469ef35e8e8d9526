using System.Diagnostics;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Ends the process when its standard input closes, which the operating system does when the process that started it ends, however it
/// ends. It has its own thread and kills the process, so neither a full thread pool nor a hanging core can hold it up.
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
                // Ignore all input.
            }
        }
        catch (IOException)
        {
            // A broken pipe also means the end.
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
