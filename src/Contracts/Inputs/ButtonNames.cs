using System.Numerics;

namespace ActorInput.Contracts.Inputs;

/// <summary>Names of buttons as the input grammar writes them (<c>A</c>, <c>START</c>; case is ignored when reading).</summary>
public static class ButtonNames
{
    /// <summary>The names in the order of the bits of <see cref="Button"/>; also the order in which a chord is written.</summary>
    public static IReadOnlyList<string> All => Names;

    private static readonly string[] Names = ["A", "B", "SELECT", "START", "RIGHT", "LEFT", "UP", "DOWN"];

    /// <summary>The name of one button. Throws <see cref="ArgumentOutOfRangeException"/> for none or for a chord.</summary>
    public static string Of(Button button)
    {
        if (!BitOperations.IsPow2((byte)button))
            throw new ArgumentOutOfRangeException(nameof(button), button, "Exactly one button has a name; a chord has several.");
        return Names[BitOperations.TrailingZeroCount((byte)button)];
    }

    /// <summary>Reads one name, ignoring case. False, with <see cref="Button.None"/>, when it names no button.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out Button button)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                button = (Button)(1 << i);
                return true;
            }
        }

        button = Button.None;
        return false;
    }
}
