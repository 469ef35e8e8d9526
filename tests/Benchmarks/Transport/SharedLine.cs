using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace ActorInput.Benchmarks.Transport;

/// <summary>
/// A message of 64 bytes there and back through a file that two processes have mapped. Who waits looks at the counter for a while, then sleeps on a
/// futex until the other side wakes it. Linux on x64 or Arm64.
/// </summary>
internal sealed unsafe class SharedLine : IDisposable
{
    public const int MessageBytes = 64;

    private const int FutexWait = 0;
    private const int FutexWake = 1;
    private const int Apart = 128; // Two cache lines, so that neither side's counter is on the other's.
    private const long LongestSleep = 100_000_000; // ns: to see that it is to end.
    private static readonly long Futex = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 98 : 202;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _looks;

    /// <param name="path">The file, the same for both processes; made if it does not exist.</param>
    /// <param name="looks">How often a counter is looked at before sleeping.</param>
    public SharedLine(string path, int looks)
    {
        _looks = looks;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Environment.SystemPageSize);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Sends a message and waits until it has come back.</summary>
    public void Ping(ReadOnlySpan<byte> message, Span<byte> answer)
    {
        message.CopyTo(new Span<byte>(Requests + sizeof(int), MessageBytes));
        var number = Post((int*)Requests);
        if (!Await((int*)Answers, number, CancellationToken.None))
            throw new InvalidOperationException("The other side does not answer.");
        new Span<byte>(Answers + sizeof(int), MessageBytes).CopyTo(answer);
    }

    /// <summary>Answers every message with itself.</summary>
    public void Echo(CancellationToken cancellation)
    {
        for (var number = 1; Await((int*)Requests, number, cancellation); number++)
        {
            new Span<byte>(Requests + sizeof(int), MessageBytes).CopyTo(new Span<byte>(Answers + sizeof(int), MessageBytes));
            Post((int*)Answers);
        }
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private byte* Requests => _start;

    private byte* Answers => _start + (2 * Apart);

    /// <summary>Whether somebody sleeps on the counter; it lies behind the message.</summary>
    private static int* Sleeps(int* counter) => counter + ((sizeof(int) + MessageBytes) / sizeof(int));

    private static int Post(int* counter)
    {
        var number = Volatile.Read(ref *counter) + 1;
        Interlocked.Exchange(ref *counter, number);
        if (Interlocked.Exchange(ref *Sleeps(counter), 0) != 0)
            _ = Call(Futex, counter, FutexWake, 1, null);
        return number;
    }

    private bool Await(int* counter, int number, CancellationToken cancellation)
    {
        for (var look = 0; look < _looks; look++)
        {
            if (Volatile.Read(ref *counter) == number)
                return true;
            Thread.SpinWait(1);
        }

        var most = stackalloc long[2] { 0, LongestSleep };
        while (Volatile.Read(ref *counter) != number)
        {
            if (cancellation.IsCancellationRequested)
                return false;
            Interlocked.Exchange(ref *Sleeps(counter), 1);
            // Returns at once when the number has come meanwhile.
            _ = Call(Futex, counter, FutexWait, number - 1, most);
        }

        return true;
    }

    [DllImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long Call(long number, int* address, int operation, int value, long* timeout);
}
