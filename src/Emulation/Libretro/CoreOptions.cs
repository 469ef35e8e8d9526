using System.Buffers.Text;
using System.Runtime.InteropServices;
using ActorInput.Emulation.Libretro.Cores;

namespace ActorInput.Emulation.Libretro;

/// <summary>The options that a core asks for. The values are in native memory, because the core may keep the pointer.</summary>
internal sealed unsafe class CoreOptions : IDisposable
{
    private const int NumberLength = 12;

    private readonly byte* _frameskip;
    private readonly ICoreKind _kind;
    private bool _changed;

    public CoreOptions(ICoreKind kind)
    {
        _kind = kind;
        _frameskip = (byte*)NativeMemory.AllocZeroed(NumberLength);
        _frameskip[0] = (byte)'0';
    }

    /// <summary>How many frames are left undrawn after each drawn one. A change takes effect when the next frame starts.</summary>
    public void SetFrameskip(int frames)
    {
        var text = new Span<byte>(_frameskip, NumberLength);
        text.Clear();
        Utf8Formatter.TryFormat(frames, text, out _);
        _changed = true;
    }

    /// <summary>Whether an option changed since the last time this was asked.</summary>
    public bool TakeChanged()
    {
        var changed = _changed;
        _changed = false;
        return changed;
    }

    /// <summary>The value of an option, or null for the core's default.</summary>
    public byte* Find(byte* key)
    {
        var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(key);
        if (name.SequenceEqual(_kind.FrameskipOption)) return _frameskip;
        var value = _kind.Option(name);
        return value.IsEmpty ? null : Literal(value);
    }

    public void Dispose() => NativeMemory.Free(_frameskip);

    /// <summary>A UTF-8 literal is part of the assembly's image, so its address never changes.</summary>
    private static byte* Literal(ReadOnlySpan<byte> text)
    {
        fixed (byte* pointer = text) return pointer;
    }
}
