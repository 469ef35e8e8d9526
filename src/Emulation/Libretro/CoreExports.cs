using System.Runtime.InteropServices;

namespace ActorInput.Emulation.Libretro;

/// <summary>The functions of one loaded core (libretro.h, API version 1).</summary>
internal sealed unsafe class CoreExports
{
    private const uint ApiVersion = 1;

    private CoreExports(nint library)
    {
        Library = library;
        SetEnvironment = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<uint, void*, byte>, void>)Get("retro_set_environment");
        SetVideo = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<void*, uint, uint, nuint, void>, void>)Get("retro_set_video_refresh");
        SetAudio = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<short, short, void>, void>)Get("retro_set_audio_sample");
        SetAudioBatch = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<short*, nuint, nuint>, void>)Get("retro_set_audio_sample_batch");
        SetInputPoll = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<void>, void>)Get("retro_set_input_poll");
        SetInputState = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<uint, uint, uint, uint, short>, void>)Get("retro_set_input_state");
        GetSystemInfo = (delegate* unmanaged[Cdecl]<RetroSystemInfo*, void>)Get("retro_get_system_info");
        GetApiVersion = (delegate* unmanaged[Cdecl]<uint>)Get("retro_api_version");
        Init = (delegate* unmanaged[Cdecl]<void>)Get("retro_init");
        Deinit = (delegate* unmanaged[Cdecl]<void>)Get("retro_deinit");
        LoadGame = (delegate* unmanaged[Cdecl]<RetroGameInfo*, byte>)Get("retro_load_game");
        UnloadGame = (delegate* unmanaged[Cdecl]<void>)Get("retro_unload_game");
        Run = (delegate* unmanaged[Cdecl]<void>)Get("retro_run");
        Reset = (delegate* unmanaged[Cdecl]<void>)Get("retro_reset");
        SerializeSize = (delegate* unmanaged[Cdecl]<nuint>)Get("retro_serialize_size");
        Serialize = (delegate* unmanaged[Cdecl]<void*, nuint, byte>)Get("retro_serialize");
        Unserialize = (delegate* unmanaged[Cdecl]<void*, nuint, byte>)Get("retro_unserialize");
    }

    public nint Library { get; }

    /// <summary>The name that the library reports.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The version that the library reports.</summary>
    public string Version { get; private set; } = "";

    public delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<uint, void*, byte>, void> SetEnvironment { get; }

    public delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<void*, uint, uint, nuint, void>, void> SetVideo { get; }

    public delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<short, short, void>, void> SetAudio { get; }

    public delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<short*, nuint, nuint>, void> SetAudioBatch { get; }

    public delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<void>, void> SetInputPoll { get; }

    public delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<uint, uint, uint, uint, short>, void> SetInputState { get; }

    public delegate* unmanaged[Cdecl]<RetroSystemInfo*, void> GetSystemInfo { get; }

    public delegate* unmanaged[Cdecl]<uint> GetApiVersion { get; }

    public delegate* unmanaged[Cdecl]<void> Init { get; }

    public delegate* unmanaged[Cdecl]<void> Deinit { get; }

    public delegate* unmanaged[Cdecl]<RetroGameInfo*, byte> LoadGame { get; }

    public delegate* unmanaged[Cdecl]<void> UnloadGame { get; }

    public delegate* unmanaged[Cdecl]<void> Run { get; }

    public delegate* unmanaged[Cdecl]<void> Reset { get; }

    public delegate* unmanaged[Cdecl]<nuint> SerializeSize { get; }

    public delegate* unmanaged[Cdecl]<void*, nuint, byte> Serialize { get; }

    public delegate* unmanaged[Cdecl]<void*, nuint, byte> Unserialize { get; }

    /// <summary>Loads a private copy of a core's library.</summary>
    public static CoreExports Load(string path)
    {
        var library = CoreFile.LoadPrivateCopy(path);
        try
        {
            var exports = new CoreExports(library);
            exports.CheckIdentity(path);
            return exports;
        }
        catch (EntryPointNotFoundException e)
        {
            NativeLibrary.Free(library);
            throw new InvalidCoreException($"'{path}' is a library but no libretro core: {e.Message}", e);
        }
        catch (InvalidCoreException)
        {
            NativeLibrary.Free(library);
            throw;
        }
    }

    private void CheckIdentity(string path)
    {
        var version = GetApiVersion();
        if (version != ApiVersion)
            throw new InvalidCoreException($"'{path}' speaks version {version} of the libretro API; version {ApiVersion} is needed.");
        RetroSystemInfo info = default;
        GetSystemInfo(&info);
        Name = Marshal.PtrToStringUTF8((nint)info.LibraryName) ?? "";
        Version = Marshal.PtrToStringUTF8((nint)info.LibraryVersion) ?? "";
    }

    private nint Get(string name) => NativeLibrary.GetExport(Library, name);
}
