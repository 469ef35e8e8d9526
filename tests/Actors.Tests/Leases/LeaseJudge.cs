using System.Collections.Concurrent;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>Records, as the agents report it, who holds which emulator, and every violation.</summary>
internal sealed class LeaseJudge
{
    private readonly ConcurrentDictionary<EmulatorId, string> _holders = new();
    private readonly ConcurrentDictionary<(EmulatorId, long), string> _epochs = new();
    private int _applied;
    private int _cycles;
    private int _deaths;

    public ConcurrentQueue<string> Faults { get; } = new();

    public int Applied => _applied;

    public int Cycles => _cycles;

    public int Deaths => _deaths;

    public void Takes(string agent, LeaseToken lease)
    {
        if (!_holders.TryAdd(lease.Emulator, agent))
            Faults.Enqueue($"{agent} was granted {lease} while {_holders.GetValueOrDefault(lease.Emulator)} held it.");
        if (!_epochs.TryAdd((lease.Emulator, lease.Epoch), agent))
            Faults.Enqueue($"{lease} was granted to {_epochs[(lease.Emulator, lease.Epoch)]} and to {agent}.");
    }

    /// <summary>Reported before the lease is given back, or by the agent that dies.</summary>
    public void Leaves(string agent, LeaseToken lease) => _holders.TryRemove(new KeyValuePair<EmulatorId, string>(lease.Emulator, agent));

    public void Pressed() => Interlocked.Increment(ref _applied);

    public void Cycled() => Interlocked.Increment(ref _cycles);

    public void Died() => Interlocked.Increment(ref _deaths);
}
