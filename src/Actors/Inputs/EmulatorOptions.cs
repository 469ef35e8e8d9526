using ActorInput.Actors.Common;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Actors.Inputs;

/// <summary>How an emulator's actor works. Set for the fleet; a single emulator may have its own complete set.</summary>
public sealed class EmulatorOptions
{
    /// <summary>Gathering of quick inputs.</summary>
    public BufferingOptions Buffering { get; set; } = new();

    /// <summary>The HTTP session with the emulator server.</summary>
    public SessionOptions Session { get; set; } = new();

    /// <summary>How many input ids are remembered with their answers. Default 1,024; 0 (none) to 1,000,000.</summary>
    public int RememberedIds { get; set; } = 1_024;

    /// <summary>How long an input id is remembered. Default 10 min; 1 s to 1 day.</summary>
    public TimeSpan RememberIdsFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>After a failed batch: how many inputs in a row must succeed one by one before batches return. Default 20; 1 to 100,000.</summary>
    public int SequentialInputs { get; set; } = 20;

    /// <summary>
    /// Whether the emulator takes inputs when it is unknown if an earlier input was applied (true, the default), or refuses inputs until it is reset
    /// (false). With true, the game may be one press further than its agent thinks. With false, the run stands still until somebody resets it.
    /// </summary>
    public bool ContinueWhenUncertain { get; set; } = true;

    /// <summary>How long a stopping emulator sends queued inputs before it answers the rest as not applied. Default 2 s; 0 to 5 min.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long an emulator that moves to another node waits for the request in flight and for its game to be saved, before it gives the game
    /// up and comes back fresh. Default 10 s; 100 ms to 5 min. A node that stops has 12 s for all of its emulators.
    /// </summary>
    public TimeSpan MoveTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most bytes of one write to memory. Default 8,192; 1 to 8,192.</summary>
    public int MaxMemoryWrite { get; set; } = MemoryRange.MaxLength;

    /// <summary>
    /// Most bytes of the writes (memory and batteries) that wait for one emulator; a further one is refused as overloaded. Default 1 MiB; 1 KiB
    /// to 64 MiB. A battery that is larger cannot be written.
    /// </summary>
    public int MaxWaitingWriteBytes { get; set; } = 1024 * 1024;

    internal void Validate(string name, OptionProblems problems)
    {
        Buffering.Validate($"{name}:{nameof(Buffering)}", problems);
        Session.Validate($"{name}:{nameof(Session)}", problems);
        problems.InRange($"{name}:{nameof(RememberedIds)}", RememberedIds, 0, 1_000_000);
        problems.InRange($"{name}:{nameof(RememberIdsFor)}", RememberIdsFor, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        problems.InRange($"{name}:{nameof(SequentialInputs)}", SequentialInputs, 1, 100_000);
        problems.InRange($"{name}:{nameof(MoveTimeout)}", MoveTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        problems.InRange($"{name}:{nameof(MaxMemoryWrite)}", MaxMemoryWrite, 1, MemoryRange.MaxLength);
        problems.InRange($"{name}:{nameof(MaxWaitingWriteBytes)}", MaxWaitingWriteBytes, 1024, 64 * 1024 * 1024);
        problems.InRange($"{name}:{nameof(DrainTimeout)}", DrainTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }
}
