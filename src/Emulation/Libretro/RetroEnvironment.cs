namespace ActorInput.Emulation.Libretro;

/// <summary>libretro.h's environment calls that are answered; every other one is refused, which the core takes as "not supported".</summary>
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
