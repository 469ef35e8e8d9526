using System.Text;
using ActorInput.Contracts.Emulators;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Tests.Games;

/// <summary>Makes <see cref="FakeGame"/>s, and keeps them for the test.</summary>
internal sealed class FakeGameFactory : IGameFactory
{
    public FakeGameFactory()
    {
        var cartridge = new byte[0x200];
        Encoding.ASCII.GetBytes("FAKE").CopyTo(cartridge, 0x134);
        Cartridge = cartridge;
    }

    public ReadOnlyMemory<byte> Cartridge { get; }

    public IReadOnlyList<string> CartridgeWarnings { get; init; } = [];

    public List<FakeGame> Games { get; } = [];

    public GameIdentity Identity => new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Cartridge.Span)), "fake", "1");

    public bool HasSavestates => true;

    /// <summary>How many bytes the battery of each game keeps.</summary>
    public int BatterySize { get; init; }

    public IGame Create()
    {
        var game = new FakeGame { Battery = new byte[BatterySize] };
        Games.Add(game);
        return game;
    }

    public void Dispose()
    {
    }
}
