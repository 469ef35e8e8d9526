using ActorInput.Contracts.Emulators;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Checks;

/// <summary>Games that use mGBA's savestates unchanged: nothing cleaned, no reset, no canonical form. The check must find their faults.</summary>
internal sealed class RawGameFactory(string path, byte[] rom) : IGameFactory
{
    private readonly GameCartridge _cartridge = GameCartridge.FromBytes(rom);
    private readonly Stack<LibretroCore> _used = new();

    public ReadOnlyMemory<byte> Cartridge => _cartridge.Bytes;

    public GameIdentity Identity { get; } = new("", "mGBA", "raw");

    public bool HasSavestates => true;

    public IGame Create() => new RawGame(_used.TryPop(out var used) ? used : new LibretroCore(path, _cartridge, skipUnseen: true), _used.Push);

    public void Dispose()
    {
        foreach (var core in _used)
            core.Dispose();
    }
}
