using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using Akka.Actor;
using Akka.Cluster;
using Akka.DistributedData;
using Akka.Event;

namespace ActorInput.Actors.Fleet;

/// <summary>
/// The fleet's entries, shared by all nodes as one replicated dictionary. Reads and writes that come close together share a round: a thousand
/// emulators that start at once cost two rounds with the other nodes, not a thousand. Belongs to its actor and is used on no other thread.
/// </summary>
internal sealed class FleetRegister(IActorRef replicator, IActorRef self, UniqueAddress node, ILoggingAdapter log)
{
    private static readonly LWWDictionaryKey<string, FleetEntry> Key = new("actorinput-fleet");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    private readonly Dictionary<EmulatorId, Write> _toWrite = [];
    private List<Read> _toRead = [];
    private Round<Read>? _reading;
    private Round<Write>? _writing;

    /// <summary>Subscribes the actor to every change, for <see cref="EntriesOf"/>.</summary>
    public void Subscribe() => replicator.Tell(Dsl.Subscribe(Key, self), self);

    /// <summary>All entries, after a change.</summary>
    public static IEnumerable<FleetEntry> EntriesOf(Changed changed) => changed.Get(Key).Values;

    /// <summary>Reads all entries, unless a read is under way.</summary>
    public void ReadAll()
    {
        if (_reading is null)
            StartRead([]);
    }

    /// <summary>Reads the entry of an emulator, in one round with other reads.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="replyTo">Gets the entry; see <see cref="OnRead"/>.</param>
    public void ReadOne(EmulatorId emulator, IActorRef replyTo)
    {
        _toRead.Add(new Read(emulator, replyTo));
        NextRead();
    }

    /// <summary>Writes an entry, in one round with other writes. Reported as <see cref="FleetMessages.EntryWritten"/>.</summary>
    /// <param name="entry">The entry; the one with the highest version counts.</param>
    /// <param name="replyTo">Gets the report; may be nobody.</param>
    public void WriteOne(FleetEntry entry, IActorRef replyTo)
    {
        List<IActorRef> waiting = _toWrite.TryGetValue(entry.Emulator, out var pending) ? pending.ReplyTo : [];
        if (!replyTo.IsNobody())
            waiting.Add(replyTo);
        _toWrite[entry.Emulator] = new Write(entry, waiting);
        NextWrite();
    }

    /// <summary>Takes the end of a read.</summary>
    /// <param name="got">The replicator's answer.</param>
    /// <param name="entries">All entries; null when no majority could be read, and this node's own copy must be used.</param>
    /// <returns>Who waited for which emulator; null when the read goes on or is not one of ours.</returns>
    public IReadOnlyList<Read>? OnRead(IGetResponse got, out IEnumerable<FleetEntry>? entries)
    {
        entries = null;
        if (!ReferenceEquals(got.Request, _reading) || _reading is not { } round)
            return null;
        if (got is GetFailure && round.TriesAgain())
        {
            Get(round); // Try again: an owner that used an old copy would not know that its game waits for it.
            return null;
        }

        _reading = null;
        if (got.IsSuccessful)
            entries = got.Get(Key).Values;
        else if (got is NotFound)
            entries = [];
        else
            log.Warning("The fleet could not be read from a majority of the nodes within {Bound}, three times; this node's own copy is taken", Bound);
        NextRead();
        return round.Waiting;
    }

    /// <summary>Takes the end of a write.</summary>
    public void OnWritten(IUpdateResponse updated)
    {
        if (!ReferenceEquals(updated.Request, _writing) || _writing is not { } round)
            return;
        if (!updated.IsSuccessful && round.TriesAgain())
        {
            Update(round);
            return;
        }

        _writing = null;
        if (!updated.IsSuccessful)
            log.Warning("{Entries} entries of the fleet did not reach a majority of the nodes within {Bound}, three times; they spread from here", round.Waiting.Count, Bound);
        foreach (var write in round.Waiting)
            write.ReplyTo.ForEach(replyTo => replyTo.Tell(new FleetMessages.EntryWritten(write.Entry), self));
        NextWrite();
    }

    private void NextRead()
    {
        if (_reading is not null || _toRead.Count == 0)
            return;
        var waiting = _toRead;
        _toRead = [];
        StartRead(waiting);
    }

    private void StartRead(List<Read> waiting) => Get(_reading = new Round<Read>(waiting));

    private void Get(Round<Read> round) => replicator.Tell(Dsl.Get(Key, new ReadMajority(Bound), round), self);

    private void NextWrite()
    {
        if (_writing is not null || _toWrite.Count == 0)
            return;
        _writing = new Round<Write>([.. _toWrite.Values]);
        _toWrite.Clear();
        Update(_writing);
    }

    private void Update(Round<Write> round) => replicator.Tell(
        Dsl.Update(
            Key,
            LWWDictionary<string, FleetEntry>.Empty,
            new WriteMajority(Bound),
            round,
            entries => round.Waiting.Aggregate(
                entries, (all, write) => all.SetItem(node, write.Entry.Emulator.Value, write.Entry, static (_, entry) => entry.Version))),
        self);

    /// <summary>An actor that waits for an emulator's entry.</summary>
    public readonly record struct Read(EmulatorId Emulator, IActorRef ReplyTo);

    private readonly record struct Write(FleetEntry Entry, List<IActorRef> ReplyTo);

    /// <summary>
    /// A read or write under way, and who waits for it. Compared by reference, so that the answer to an earlier round is not taken for this
    /// one's.
    /// </summary>
    private sealed class Round<T>(List<T> waiting)
    {
        private const int MostTries = 3;
        private int _tries = 1;

        public List<T> Waiting { get; } = waiting;

        public bool TriesAgain() => _tries++ < MostTries;
    }
}
