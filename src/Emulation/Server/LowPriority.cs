using System.Runtime.InteropServices;

namespace ActorInput.Emulation.Server;

/// <summary>Lets the calling thread run only when nothing else wants the processor.</summary>
internal static partial class LowPriority
{
    private const int PrioProcess = 0;
    private const int Lowest = 19;

    /// <summary>
    /// Linux ignores <see cref="Thread.Priority"/>, so the thread's nice value is set there. For process 0, setpriority(2) changes only the calling
    /// thread.
    /// </summary>
    public static void ForThisThread()
    {
        if (!OperatingSystem.IsLinux())
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        else if (SetPriority(PrioProcess, 0, Lowest) != 0)
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
