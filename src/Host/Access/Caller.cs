using System.Collections.Immutable;
using System.IO.Enumeration;
using ActorInput.Contracts.Access;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Host.Access;

/// <summary>Who sent a request, and what that caller may do.</summary>
/// <param name="Name">Names the caller in the log and counts its requests: never a secret.</param>
/// <param name="Scopes">What it may do.</param>
internal sealed record Caller(string Name, AccessScopes Scopes)
{
    /// <summary>A caller without a key, where none is required: it may do everything.</summary>
    public static Caller Anonymous { get; } = new("anonymous", AccessScopes.All);

    /// <summary>The emulators that it may use, by name or by pattern (<c>emu-*</c>); empty: all.</summary>
    public ImmutableArray<string> Emulators { get; init; } = [];

    /// <summary>Whether it may use only some emulators.</summary>
    public bool IsBound => !Emulators.IsEmpty;

    /// <summary>Who sent a request.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Anonymous;

    /// <summary>Whether it may use an emulator.</summary>
    public bool MayUse(EmulatorId emulator)
    {
        if (!IsBound)
            return true;
        foreach (var pattern in Emulators)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, emulator.Value, ignoreCase: false))
                return true;
        }

        return false;
    }
}
