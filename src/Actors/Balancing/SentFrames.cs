using ActorInput.Actors.Load;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Balancing;

/// <summary>
/// Frames that this balancer has sent and that are not answered. A report is late by up to its interval: without this count a busy balancer would
/// meanwhile send hundreds of batches to an emulator that was idle at the last report.
/// </summary>
internal sealed class SentFrames
{
    private readonly Dictionary<EmulatorId, Entry> _entries = [];

    /// <summary>A batch goes to the emulator.</summary>
    public void Send(EmulatorId emulator, long frames)
    {
        if (!_entries.TryGetValue(emulator, out var entry))
            entry = _entries[emulator] = new Entry();
        entry.Frames += frames;
        entry.Batches++;
    }

    /// <summary>The emulator has answered it.</summary>
    public void Return(EmulatorId emulator, long frames)
    {
        if (!_entries.TryGetValue(emulator, out var entry))
            return;
        entry.Frames -= frames;
        if (--entry.Batches == 0)
            _entries.Remove(emulator);
    }

    /// <summary>The frames that the emulator still has to do: those in its report that were not ours at that time, and ours now.</summary>
    public long Outstanding(EmulatorPlace place)
    {
        var reported = place.Load.OutstandingFrames;
        if (!_entries.TryGetValue(place.Load.Emulator, out var entry))
            return reported;
        if (!ReferenceEquals(entry.Report, place.Node))
            (entry.Report, entry.FramesInReport) = (place.Node, entry.Frames);
        return Math.Max(0, reported - entry.FramesInReport) + entry.Frames;
    }

    private sealed class Entry
    {
        public long Frames { get; set; }

        public int Batches { get; set; }

        /// <summary>The report that <see cref="FramesInReport"/> belongs to.</summary>
        public NodeReport? Report { get; set; }

        /// <summary>Our frames when the report was first read.</summary>
        public long FramesInReport { get; set; }
    }
}
