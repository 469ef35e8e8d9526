using ActorInput.Contracts.Emulators;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Checks;

/// <summary>Games on mGBA's savestates as they are: nothing cleaned, nothing reset, no canonical form. What the check must see through.</summary>
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
