using ActorInput.Emulation.Libretro;

namespace ActorInput.Cluster.Tests.Truth;

/// <summary>An emulator of the cluster, with all the inputs of its game since the console was switched on.</summary>
/// <param name="emulator">The emulator.</param>
/// <param name="factory">Makes the games that it is compared with.</param>
internal sealed class WatchedGame(string emulator, LibretroGameFactory factory) : IDisposable
{
    private UndisturbedGame? _undisturbed;
    private int _played;

    public string Emulator => emulator;

    /// <summary>All inputs since the console was switched on, in order.</summary>
    public IReadOnlyList<string> Inputs { get; private set; } = [];

    /// <summary>How many states were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Its emulator applied an input.</summary>
    public void Applied(string input) => Inputs = [.. Inputs, input];

    /// <summary>It was restored to the point where another game, or itself, was after these inputs.</summary>
    public void IsAt(IReadOnlyList<string> inputs)
    {
        Inputs = inputs;
        Dispose();
    }

    /// <summary>Fails if the hash is not that of an undisturbed game.</summary>
    /// <param name="hash">The hash that a node tells.</param>
    /// <param name="after">What happened before, for the message.</param>
    public void AssertIs(string hash, string after)
    {
        Assert.True(Expected() == hash, $"{emulator} after {after}: the hash is {hash}, that of the undisturbed game {Expected()}; {Inputs.Count} inputs: {string.Join(" | ", Inputs)}");
        Compared++;
    }

    public void Dispose()
    {
        _undisturbed?.Dispose();
        (_undisturbed, _played) = (null, 0);
    }

    private string Expected()
    {
        _undisturbed ??= new UndisturbedGame(factory);
        for (; _played < Inputs.Count; _played++)
            _undisturbed.Play(Inputs[_played]);
        return _undisturbed.Hash();
    }
}
