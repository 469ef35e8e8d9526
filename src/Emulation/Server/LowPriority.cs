using System.Runtime.InteropServices;

namespace ActorInput.Emulation.Server;

/// <summary>Lets the calling thread run only when nothing else wants the processor.</summary>
internal static partial class LowPriority
{
    private const int PrioProcess = 0;
    private const int Lowest = 19;

    /// <summary>
    /// Linux takes no notice of <see cref="Thread.Priority"/>; there a thread's nice value is set, which setpriority(2) does for the caller alone when
    /// it is asked for process 0.
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
