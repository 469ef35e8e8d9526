namespace ActorInput.Emulation.Checks;

/// <summary>Names what lies where in a game's states. A factory of games may be one as well.</summary>
public interface IStateNames
{
    /// <summary>Says in words what lies at an offset of a whole state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="offset">Within it.</param>
    string DescribeState(ReadOnlySpan<byte> state, int offset);
}
