using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// How busy one emulator is. The code that handles its inputs writes it, and the node's reporter reads it on another thread. It costs two interlocked
/// additions for each input; nothing waits and no message is sent.
/// </summary>
internal sealed class EmulatorGauge(TimeProvider time)
{
    // The weight of the newest request in the moving average: about the last ten requests count.
    private const double NewestWeight = 0.2;

    private long _outstanding;
    private long _active = time.GetTimestamp();
    private double _stepMicroseconds;
    private volatile int _state = (int)EmulatorState.Starting;
    private volatile bool _leased;
    private volatile bool _mayMove;
    private volatile bool _waitsForRoom;
    private volatile string? _cartridge;
    private volatile GameIdentity? _identity;

    public long OutstandingFrames => Interlocked.Read(ref _outstanding);

    public double StepMicroseconds => Volatile.Read(ref _stepMicroseconds);

    /// <summary>Time since the last input was accepted or answered.</summary>
    public TimeSpan IdleFor => time.GetElapsedTime(Volatile.Read(ref _active));

    public EmulatorState State
    {
        get => (EmulatorState)_state;
        set => _state = (int)value;
    }

    public bool Leased
    {
        get => _leased;
        set => _leased = value;
    }

    public bool MayMove
    {
        get => _mayMove;
        set => _mayMove = value;
    }

    public bool WaitsForRoom
    {
        get => _waitsForRoom;
        set => _waitsForRoom = value;
    }

    public string? Cartridge
    {
        get => _cartridge;
        set => _cartridge = value;
    }

    public GameIdentity? Identity
    {
        get => _identity;
        set => _identity = value;
    }

    /// <summary>Inputs with this many frames were accepted.</summary>
    public void Accepted(long frames, long now)
    {
        Interlocked.Add(ref _outstanding, frames);
        Volatile.Write(ref _active, now);
    }

    /// <summary>Inputs with this many frames were answered.</summary>
    public void Answered(long frames, long now)
    {
        Interlocked.Add(ref _outstanding, -frames);
        Volatile.Write(ref _active, now);
    }

    /// <summary>A request with this many frames took this long. The sender calls it, one request at a time.</summary>
    public void Measured(long frames, TimeSpan took)
    {
        if (frames <= 0)
            return;
        var step = took.TotalMicroseconds / frames;
        var known = Volatile.Read(ref _stepMicroseconds);
        Volatile.Write(ref _stepMicroseconds, known == 0 ? step : known + (NewestWeight * (step - known)));
    }

    public EmulatorLoad Read(EmulatorId emulator, int queued) => new(emulator, State)
    {
        OutstandingFrames = Math.Max(0, OutstandingFrames),
        StepMicroseconds = StepMicroseconds,
        QueuedInputs = queued,
        IdleFor = TimeSpan.FromMilliseconds((long)IdleFor.TotalMilliseconds),
        Leased = Leased,
        MayMove = MayMove,
        WaitsForRoom = WaitsForRoom,
        Cartridge = Cartridge,
        Identity = Identity,
    };
}
