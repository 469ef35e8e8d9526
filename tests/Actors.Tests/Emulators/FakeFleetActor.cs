using System.Collections.Concurrent;
using ActorInput.Actors.Fleet;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>A fleet without a cluster: entries in a dictionary that several of them may share.</summary>
internal sealed class FakeFleetActor : UntypedActor
{
    private readonly ConcurrentDictionary<EmulatorId, FleetEntry> _entries;

    public FakeFleetActor(ConcurrentDictionary<EmulatorId, FleetEntry> entries) => _entries = entries;

    public static ConcurrentDictionary<EmulatorId, FleetEntry> Named(IEnumerable<string> emulators) =>
        new(emulators.Select(EmulatorId.Parse).Select(id => KeyValuePair.Create(id, new FleetEntry(id, 0))));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FleetMessages.ReadEntry read:
                Sender.Tell(new FleetMessages.Entry(read.Emulator, _entries.GetValueOrDefault(read.Emulator)));
                break;
            case FleetMessages.WriteEntry write:
                _entries.AddOrUpdate(write.Value.Emulator, write.Value, (_, known) => write.Value.Version > known.Version ? write.Value : known);
                Sender.Tell(new FleetMessages.EntryWritten(write.Value));
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
