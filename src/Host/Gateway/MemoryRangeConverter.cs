using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Requests;

namespace ActorInput.Host.Gateway;

/// <summary>Reads a range of memory: <c>0xC100:16</c>, an address alone for one byte, or an object.</summary>
internal sealed class MemoryRangeConverter : TextOrObjectConverter<MemoryRange, MemoryRangeRequest>
{
    public override string Rule => "a string as 0xC100:16, or an object with address and length, is expected";

    protected override MemoryRange OfText(string text)
    {
        var parts = text.Split(':');
        var length = 1;
        return parts.Length <= 2 && MemoryNumber.TryRead(parts[0], out var address) && (parts.Length == 1 || MemoryNumber.TryRead(parts[1], out length))
            ? new MemoryRange(address, length)
            : throw new RequestValueException("address:length is allowed, for example 0xC100:16");
    }

    protected override MemoryRange OfObject(MemoryRangeRequest read) => MemoryNumber.TryRead(read.Address, out var address)
        ? new MemoryRange(address, read.Length ?? 1) { Bank = read.Bank }
        : throw new RequestValueException(MemoryNumber.AddressRule) { Place = ".address", Found = read.Address };
}
