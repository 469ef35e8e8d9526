using ActorInput.Contracts.Emulators;
using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Games;

namespace ActorInput.RandomCartridges;

/// <summary>Makes games that lose one byte whenever a state is loaded: a fault that a check must find and name.</summary>
/// <param name="inner">Makes the games. Disposed with this.</param>
/// <param name="offset">Which byte of the core's part of a state is lost, and becomes zero.</param>
public sealed class ForgetfulGameFactory(IGameFactory inner, int offset) : IGameFactory, IStateNames
{
    private const int Pixels = 160 * 144;

    public ReadOnlyMemory<byte> Cartridge => inner.Cartridge;

    public GameIdentity Identity => inner.Identity;

    public bool HasSavestates => inner.HasSavestates;

    public IGame Create() => new ForgetfulGame(inner.Create(), Forget);

    public string DescribeState(ReadOnlySpan<byte> state, int offset) => ((IStateNames)inner).DescribeState(state, offset);

    public void Dispose() => inner.Dispose();

    private void Forget(Span<byte> state)
    {
        state[StateFile.HeaderSize + offset] = 0;
        new StateFile(Identity, state.Length - StateFile.HeaderSize - (Pixels * sizeof(ushort)), Pixels).Seal(state);
    }
}
