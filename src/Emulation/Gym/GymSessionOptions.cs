using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Gym;

/// <summary>How one game's pokemon-gym API behaves.</summary>
public sealed class GymSessionOptions
{
    /// <summary>Minutes from <c>/initialize</c> until the session has timed out. Default 240, as pokemon-gym; 1 to 525,600 (a year).</summary>
    public int SessionMinutes { get; set; } = 240;

    /// <summary>
    /// How many frames a key is held and how many pass after it. Default 10 and 120, as in pokemon-gym; hold 1 to 10,000; wait 0 to 10,000, where 0
    /// counts as 1.
    /// </summary>
    public PressTiming Timing { get; set; } = PressTiming.PokemonGym;

    /// <summary>
    /// Frames that a fresh game runs before <c>/initialize</c> answers. Default 0: the game has just been switched on. pokemon-gym runs
    /// 7,200. 0 to 100,000.
    /// </summary>
    public int StartFrames { get; set; }

    /// <summary>After how many steps <c>autosave.state</c> is written each time. Default 50, as pokemon-gym; 0 (never) to 1,000,000.</summary>
    public int AutosaveSteps { get; set; } = 50;

    /// <summary>
    /// The most requests that wait or run at once; a further one is answered 503 at once and has no effect. Default 64; 1 to 10,000. pokemon-gym has
    /// no limit.
    /// </summary>
    public int MaxRequests { get; set; } = 64;

    /// <summary>Most keys (<see cref="InputLimits.MaxPresses"/>) or frames of waiting in one action. pokemon-gym has no limit.</summary>
    public InputLimits Limits { get; set; } = InputLimits.Default;

    /// <summary>Most frames that one action may run, holds and waits together; 1 to 100,000,000, default 2,000,000 (about five minutes of one core).</summary>
    public int MaxActionFrames { get; set; } = 2_000_000;

    /// <summary>Every problem, one sentence each; empty if there is none.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Check(nameof(SessionMinutes), SessionMinutes, 1, 525_600);
        Check("Timing.Hold", Timing.Hold, 1, 10_000);
        Check("Timing.Wait", Timing.Wait, 0, 10_000);
        Check(nameof(StartFrames), StartFrames, 0, 100_000);
        Check(nameof(AutosaveSteps), AutosaveSteps, 0, 1_000_000);
        Check(nameof(MaxRequests), MaxRequests, 1, 10_000);
        Check(nameof(MaxActionFrames), MaxActionFrames, 1, 100_000_000);
        return problems;

        void Check(string name, int value, int least, int most)
        {
            if (value < least || value > most)
                problems.Add($"{name} is {value}; allowed are {least} to {most}.");
        }
    }
}
