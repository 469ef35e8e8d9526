using ActorInput.Actors.Balancing;
using ActorInput.Actors.Load;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Balancing;

/// <summary>
/// Three nodes with four emulators each, the third node four times slower, and one balancer that sees them only through their reports: batches of one
/// press, a fixed number in flight at a time, in simulated time.
/// </summary>
internal sealed class BalancingSimulation
{
    private const int EmulatorsPerNode = 4;
    private static readonly SubmitBatch Batch = new(InputBatch.Of(InputSequence.Parse("A")));
    private static readonly long Frames = InputFrames.Of(Batch.Batch);
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(10);
    private readonly FakeTimeProvider _time = new();
    private readonly ClusterLoad _load;
    private readonly SentFrames _sent = new();
    private readonly CandidateFilter _filter;
    private readonly SubmittedBatch _running = new("run", Batch, default, static _ => { });
    private readonly BalancingOptions _options = new();
    private readonly Dictionary<EmulatorId, Machine> _machines = [];
    private long _reports;

    public BalancingSimulation()
    {
        _load = new ClusterLoad(_time);
        _filter = new CandidateFilter(_load, new NodeLoad(), _sent, _options, "n0");
        for (var i = 0; i < 3 * EmulatorsPerNode; i++)
            _machines[EmulatorId.Parse($"emu-{i}")] = new Machine($"n{i / EmulatorsPerNode}", i / EmulatorsPerNode == 2 ? 4 * Quick : Quick);
    }

    /// <summary>How many batches each node got.</summary>
    public Dictionary<string, int> Share => _machines.Values.GroupBy(machine => machine.Node).ToDictionary(node => node.Key, node => node.Sum(machine => machine.Done));

    /// <summary>Runs a number of batches, and returns how long they take.</summary>
    public TimeSpan Run(IBalancingPolicy policy, int batches, int inFlight)
    {
        var start = _time.GetUtcNow();
        var nextReport = start;
        var returns = new PriorityQueue<EmulatorId, DateTimeOffset>();
        var left = batches;
        while (left > 0 || returns.Count > 0)
        {
            if (_time.GetUtcNow() >= nextReport)
            {
                Report();
                nextReport += _options.ReportInterval;
            }

            for (; left > 0 && returns.Count < inFlight; left--)
            {
                var picked = policy.Pick(_filter.For(_running), Frames).Load.Emulator;
                _sent.Send(picked, Frames);
                returns.Enqueue(picked, _machines[picked].Take(_time.GetUtcNow()));
            }

            returns.TryPeek(out _, out var at);
            if (at > nextReport)
            {
                _time.SetUtcNow(nextReport);
                continue;
            }

            _time.SetUtcNow(at);
            Return(returns.Dequeue());
        }

        return _time.GetUtcNow() - start;
    }

    private void Return(EmulatorId emulator)
    {
        _sent.Return(emulator, Frames);
        _machines[emulator].Return();
    }

    private void Report()
    {
        _reports++;
        foreach (var node in _machines.GroupBy(machine => machine.Value.Node))
        {
            _load.Take(new LoadReport(node.Key, 1, _reports, _time.GetUtcNow())
            {
                Emulators =
                [
                    .. node.Select(machine => new EmulatorLoad(machine.Key, EmulatorState.Ready)
                    {
                        OutstandingFrames = machine.Value.Outstanding * Frames,
                        StepMicroseconds = machine.Value.Done == 0 ? 0 : machine.Value.Takes.TotalMicroseconds / Frames,
                    }),
                ],
            });
        }
    }

    private sealed class Machine(string node, TimeSpan takes)
    {
        private DateTimeOffset _freeAt;

        public string Node { get; } = node;

        public TimeSpan Takes { get; } = takes;

        public int Outstanding { get; private set; }

        public int Done { get; private set; }

        public DateTimeOffset Take(DateTimeOffset now)
        {
            Outstanding++;
            return _freeAt = (_freeAt > now ? _freeAt : now) + Takes;
        }

        public void Return()
        {
            Outstanding--;
            Done++;
        }
    }
}
