using ActorInput.Faults.Plans;
using ActorInput.Faults.Timing;
using ActorInput.Faults.Truth;

namespace ActorInput.Faults.Games;

/// <summary>A game of a <see cref="FaultyServer"/>: its planned faults, and the record of what it really did. Thread-safe.</summary>
public sealed class FaultyGame
{
    private readonly Lock _lock = new();
    private int _inHand;
    private TaskCompletionSource? _quiet;

    internal FaultyGame(int number, Uri address, GameCore core, FaultPlan plan)
    {
        Number = number;
        Address = address;
        Core = core;
        Plan = plan;
    }

    /// <summary>Its number on the server, from 1; also its path.</summary>
    public int Number { get; }

    /// <summary>Its base address, ending with a slash: http://127.0.0.1:port/number/.</summary>
    public Uri Address { get; }

    /// <summary>Which API it speaks. A change takes effect with the next request.</summary>
    public GameDialect Dialect
    {
        get => Core.Dialect;
        set => Core.Dialect = value;
    }

    /// <summary>The faults of its next requests.</summary>
    public FaultPlan Plan { get; set => Volatile.Write(ref field, value); }

    /// <summary>How long its requests for presses take. Change it only while none is running, because their order is not kept otherwise.</summary>
    public ServiceTime Service
    {
        get => Core.Service;
        set => Core.Service = value;
    }

    /// <summary>Name of the life it is in.</summary>
    public string Life => Core.View.Life;

    /// <summary>The current epoch of its gate.</summary>
    public long Epoch => Core.View.Epoch;

    /// <summary>A copy of what it applied. Empty if recording is off.</summary>
    public GameTruth Truth => Core.Snapshot();

    /// <summary>Its counts.</summary>
    public GameCounters Counters => Core.Counters;

    internal GameCore Core { get; }

    /// <summary>Lets the game's process die and come back: a new life that knows no epoch and no sequence. Connections stay.</summary>
    public void Restart() => Core.Restart();

    /// <summary>
    /// Completes when no running request can press any more. The record is then final, except for requests that the server has not read yet: one
    /// whose caller hung up may still be in the socket.
    /// </summary>
    /// <exception cref="TimeoutException">There still is such a request after <paramref name="timeout"/>.</exception>
    public Task WhenQuietAsync(TimeSpan timeout)
    {
        lock (_lock)
        {
            if (_inHand == 0)
                return Task.CompletedTask;
            _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _quiet.Task.WaitAsync(timeout);
        }
    }

    internal void TakeInHand()
    {
        lock (_lock)
            _inHand++;
    }

    internal void LetGo()
    {
        lock (_lock)
        {
            if (--_inHand > 0)
                return;
            _quiet?.TrySetResult();
            _quiet = null;
        }
    }
}
