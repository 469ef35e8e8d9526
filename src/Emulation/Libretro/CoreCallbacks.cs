using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorInput.Emulation.Libretro;

/// <summary>
/// What a core calls, always from within a call into it and on the same thread; so a thread's current core is the caller. No exception may
/// leave these: there is no .NET frame to take it, and the process would end.
/// </summary>
internal static unsafe class CoreCallbacks
{
    [ThreadStatic]
    private static LibretroCore? _current;

    /// <summary>Routes this thread's callbacks to a core, or with null to none.</summary>
    public static void SetCurrent(LibretroCore? core) => _current = core;

    /// <summary>Hands the callbacks to a core, which may already call the first of them.</summary>
    public static void Register(CoreExports exports)
    {
        exports.SetEnvironment(&OnEnvironment);
        exports.SetVideo(&OnVideo);
        exports.SetAudio(&OnAudio);
        exports.SetAudioBatch(&OnAudioBatch);
        exports.SetInputPoll(&OnInputPoll);
        exports.SetInputState(&OnInputState);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnEnvironment(uint command, void* data) => (_current?.OnEnvironment(command, data) ?? false) ? (byte)1 : (byte)0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnVideo(void* data, uint width, uint height, nuint pitch) => _current?.OnVideo((byte*)data, width, height, pitch);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnAudio(short left, short right)
    {
        // Nobody listens.
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint OnAudioBatch(short* samples, nuint frames) => frames;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnInputPoll()
    {
        // The buttons are there before the core is run.
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static short OnInputState(uint port, uint device, uint index, uint id) => _current?.OnInputState(port, device, id) ?? 0;
}
