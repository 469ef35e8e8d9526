using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Requests;

namespace ActorInput.Host.Gateway;

/// <summary>Reads where a batch starts from: the name of a checkpoint, <c>fresh</c>, or an object that names an emulator.</summary>
internal sealed class BatchStartConverter : TextOrObjectConverter<BatchStart, BatchStartRequest>
{
    public override string Rule => "a checkpoint's name, fresh, or an object with emulator is expected";

    protected override BatchStart OfText(string text) => new(text, null);

    protected override BatchStart OfObject(BatchStartRequest read) => EmulatorId.TryParse(read.Emulator, out var emulator)
        ? new BatchStart(null, emulator)
        : throw new RequestValueException(EmulatorId.Rule) { Place = ".emulator", Found = read.Emulator };
}
