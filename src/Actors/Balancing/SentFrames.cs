using ActorInput.Actors.Load;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Balancing;

/// <summary>
/// What this balancer has sent and not seen answered. A report is late by up to its interval: in that time a busy balancer would send hundreds
/// of batches to the emulator that was idle once.
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

    /// <summary>What the emulator has yet to do: of what it reported all that was not ours by then, and what is ours now.</summary>
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

        /// <summary>What was ours when the report was first looked at.</summary>
        public long FramesInReport { get; set; }
    }
}
