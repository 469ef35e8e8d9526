using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>Makes games that report what they saw.</summary>
internal sealed class RecordingGameFactory(Action<InputStep> saw) : IGameFactory
{
    public ReadOnlyMemory<byte> Cartridge { get; } = new byte[0x8000];

    public GameIdentity Identity => new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Cartridge.Span)), "fake", "1");

    public bool HasSavestates => true;

    public IGame Create() => new RecordingGame(saw);

    public void Dispose()
    {
    }
}
