using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Messages;

/// <summary>How busy one emulator is: a row of a <see cref="LoadReport"/>.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="State">What it is doing.</param>
public sealed record EmulatorLoad(EmulatorId Emulator, EmulatorState State)
{
    /// <summary>Frames of inputs that are queued or in flight, estimated as <see cref="Inputs.InputFrames"/> does.</summary>
    public long OutstandingFrames { get; init; }

    /// <summary>Microseconds that its server takes for a frame, a moving average of measured requests; 0 before the first.</summary>
    public double StepMicroseconds { get; init; }

    /// <summary>Inputs that wait in its queue.</summary>
    public int QueuedInputs { get; init; }

    /// <summary>Time since the last input was accepted or answered, in whole milliseconds; if there was none, since its actor started.</summary>
    public TimeSpan IdleFor { get; init; }

    /// <summary>Whether an agent holds its lease.</summary>
    public bool Leased { get; init; }

    /// <summary>Whether it may be moved to another node now: it is idle, or its lease's holder agreed.</summary>
    public bool MayMove { get; init; }

    /// <summary>Whether it waits for a slot because its node has none free.</summary>
    public bool WaitsForRoom { get; init; }

    /// <summary>The cartridge's title, where the server tells.</summary>
    public string? Cartridge { get; init; }

    /// <summary>The cartridge and core of the game's saved states, where the server tells.</summary>
    public GameIdentity? Identity { get; init; }
}
