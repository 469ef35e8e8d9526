using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorInput.Emulation.Libretro;

/// <summary>
/// The functions that a core calls. A core calls them only during a call into it and on the same thread, so the caller is the thread's current core.
/// No exception may leave them, because no .NET frame above would catch it and the process would end.
/// </summary>
internal static unsafe class CoreCallbacks
{
    [ThreadStatic]
    private static LibretroCore? _current;

    /// <summary>Sends this thread's callbacks to a core; with null, to none.</summary>
    public static void SetCurrent(LibretroCore? core) => _current = core;

    /// <summary>Registers the callbacks with a core. The core may call the first of them while it does so.</summary>
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
        // Sound is not used.
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint OnAudioBatch(short* samples, nuint frames) => frames;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnInputPoll()
    {
        // Nothing to do: the buttons are set before the core runs.
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static short OnInputState(uint port, uint device, uint index, uint id) => _current?.OnInputState(port, device, id) ?? 0;
}
