namespace ActorInput.Contracts.Inputs;

/// <summary>
/// The eight buttons of a Game Boy, as flags: a chord (several buttons held together) is their union.
/// The bits are those of the Game Boy's joypad matrix, actions below directions, so a value fits one byte.
/// </summary>
[Flags]
public enum Button : byte
{
    /// <summary>No button: a wait.</summary>
    None = 0,

    /// <summary>The A button.</summary>
    A = 1,

    /// <summary>The B button.</summary>
    B = 2,

    /// <summary>The SELECT button.</summary>
    Select = 4,

    /// <summary>The START button.</summary>
    Start = 8,

    /// <summary>Right on the D-pad.</summary>
    Right = 16,

    /// <summary>Left on the D-pad.</summary>
    Left = 32,

    /// <summary>Up on the D-pad.</summary>
    Up = 64,

    /// <summary>Down on the D-pad.</summary>
    Down = 128,
}
