namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Reads a byte and puts it into the ring.</summary>
/// <param name="Address">From where.</param>
public sealed record RecordBlock(ushort Address) : Block
{
    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.LoadFrom(Address);
        code.Record();
    }
}
