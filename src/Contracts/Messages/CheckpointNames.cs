using System.Buffers;
using System.Globalization;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Messages;

/// <summary>Which names checkpoints may have.</summary>
public static class CheckpointNames
{
    /// <summary>Means the game as it is when it is switched on; no checkpoint can have this name.</summary>
    public const string Fresh = "fresh";

    /// <summary>Most characters of a name, without the mark of a reserved one.</summary>
    public const int MaxLength = 64;

    /// <summary>The prefix of the runtime's own checkpoints; callers cannot use such names.</summary>
    public const char Reserved = '~';

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>What a name may be, as half a sentence for error texts.</summary>
    public static string Rule => "1 to 64 characters of a-z, 0-9, '-', '_' and '.' are allowed, and not 'fresh'";

    /// <summary>Whether the name is one of the runtime's own.</summary>
    public static bool IsReserved(string name) => name.StartsWith(Reserved);

    /// <summary>The name of a checkpoint whose caller gave none: <c>{emulator}-{UTC yyyyMMdd-HHmmss}-{8 hex of the hash}</c>.</summary>
    public static string Generate(EmulatorId emulator, DateTimeOffset at, string stateHash)
    {
        var tail = string.Create(CultureInfo.InvariantCulture, $"-{at.UtcDateTime:yyyyMMdd-HHmmss}-{stateHash.AsSpan(0, 8)}");
        return string.Concat(emulator.Value.AsSpan(0, Math.Min(emulator.Value.Length, MaxLength - tail.Length)), tail);
    }

    /// <summary>The problem with the name, naming it and what is allowed; null when there is none. Reserved names are valid.</summary>
    public static string? Problem(string name)
    {
        var own = IsReserved(name) ? name.AsSpan(1) : name;
        return own.Length is 0 or > MaxLength || own.ContainsAnyExcept(Allowed) || name == Fresh
            ? $"name is '{Shown(name)}'; {Rule}."
            : null;
    }

    private static string Shown(string name) => name.Length > MaxLength + 1 ? $"{name.AsSpan(0, MaxLength)}…" : name;
}
