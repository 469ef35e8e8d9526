namespace ActorInput.Emulation.Libretro;

/// <summary>The environment calls of libretro.h that are answered. All others are refused; the core takes that as "not supported".</summary>
internal static class RetroEnvironment
{
    public const uint GetCanDupe = 3;
    public const uint SetPixelFormat = 10;
    public const uint GetVariable = 15;
    public const uint SetVariables = 16;
    public const uint GetVariableUpdate = 17;
    public const uint SetMemoryMaps = 36 | Experimental;
    public const uint GetInputBitmasks = 51 | Experimental;
    public const uint GetCoreOptionsVersion = 52;
    public const uint SetCoreOptionsV2 = 67;
    public const uint SetCoreOptionsV2Intl = 68;

    private const uint Experimental = 0x10000;
}
