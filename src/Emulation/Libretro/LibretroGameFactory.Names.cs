using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro;

/// <content>Names the fields of states.</content>
public sealed partial class LibretroGameFactory : IStateNames
{
    /// <inheritdoc/>
    public string DescribeState(ReadOnlySpan<byte> state, int offset)
    {
        var core = _form.CorePart(state);
        if (offset < StateFile.HeaderSize) return $"byte {offset} of the header";
        if (offset < StateFile.HeaderSize + core.Length) return _kind.Describe(core, offset - StateFile.HeaderSize);
        var pixel = (offset - StateFile.HeaderSize - core.Length) / sizeof(ushort);
        return $"the picture that was saved, pixel {pixel % LibretroCore.Width},{pixel / LibretroCore.Width}";
    }
}
