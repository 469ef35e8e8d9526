namespace ActorInput.Emulation.Checks;

/// <summary>Names the fields of a game's states. A factory of games may implement it too.</summary>
public interface IStateNames
{
    /// <summary>Names the field at an offset of a whole state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="offset">Within it.</param>
    string DescribeState(ReadOnlySpan<byte> state, int offset);
}
