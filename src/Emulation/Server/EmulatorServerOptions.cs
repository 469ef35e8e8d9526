using System.Net;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server.Callers;
using Microsoft.Extensions.Options;

namespace ActorInput.Emulation.Server;

/// <summary>Settings of an <see cref="EmulatorServer"/>.</summary>
public sealed record EmulatorServerOptions
{
    private const int MostRequestFrames = 100_000_000;

    /// <summary>Where to listen: an IP address. Default 127.0.0.1, so that nobody else can reach the games: the routes ask for no key.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port; 0 to 65,535, default 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Names by which the server may be called besides <c>localhost</c> and addresses of loopback, without a port; <c>*</c> allows any. Default
    /// none: on loopback nothing else is answered, so that no web page can reach the games by a name of its own.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>How many games of the cartridge; 1 to 256, default 1. One game is at <c>/</c>, several at <c>/1/</c>, <c>/2/</c>…</summary>
    public int Count { get; init; } = 1;

    /// <summary>
    /// Frames of a press that names no hold, and of the wait after a press that names none; hold 1 to 10,000, wait 0 to 10,000, where 0 is as 1.
    /// Default pokemon-gym's: 10, 120.
    /// </summary>
    public PressTiming Timing { get; init; } = PressTiming.PokemonGym;

    /// <summary>
    /// Frames that a game runs when it is switched on, before it is given to anybody: a cartridge needs some until it has a picture and
    /// listens. 0 to 100,000, default 0. They count as frames run, and a reset runs them again.
    /// </summary>
    public int StartFrames { get; init; }

    /// <summary>How fast presses run. Default <see cref="GameSpeed.Unlimited"/>.</summary>
    public GameSpeed Speed { get; init; } = GameSpeed.Unlimited;

    /// <summary>Threads that the games run on; 1 to 1,024, default 0: one per processor.</summary>
    public int Workers { get; init; }

    /// <summary>Most bytes of a JSON body; 1 KiB to 1 GiB, default 1 MiB. A state or a battery may be as long as the game's are.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Most bytes of one write to memory; 1 to 8,192, default 8,192.</summary>
    public int MaxMemoryWrite { get; init; } = MemoryRange.MaxLength;

    /// <summary>
    /// Answers to tagged writes that each game remembers, to give them again; and so many inputs with an id, as far as 1 MiB suffices for
    /// their ids and texts. 1 to 1,000,000, default 1,024.
    /// </summary>
    public int RememberedAnswers { get; init; } = 1_024;

    /// <summary>Bytes of those answers' bodies in each game, beyond which the oldest go; 64 KiB to 1 GiB, default 4 MiB.</summary>
    public int RememberedBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Requests that may wait for one game; more are refused with 429. 1 to 100,000, default 256.</summary>
    public int MaxWaitingRequests { get; init; } = 256;

    /// <summary>Most open connections of the server; 1 to 1,000,000, default 4,096.</summary>
    public int MaxConnections { get; init; } = 4_096;

    /// <summary>
    /// Most frames that one request may run; 1 to 100,000,000. Default null: what <see cref="Limits"/> and <see cref="Timing"/> allow of inputs, so
    /// that nothing within those is refused. With their defaults 14,720,000 frames, some half an hour of one core.
    /// </summary>
    public int? MaxRequestFrames { get; init; }

    /// <summary>How large inputs may be.</summary>
    public InputLimits Limits { get; init; } = InputLimits.Default;

    /// <summary>
    /// Where pokemon-gym's <c>/save_state</c> keeps its files, a folder for each game where there are several. Default null: a folder of
    /// this process under the system's temporary files.
    /// </summary>
    public string? StateDirectory { get; init; }

    /// <summary>Minutes after which a pokemon-gym session ends; 1 to 525,600, default 240 as in the original.</summary>
    public int SessionMinutes { get; init; } = 240;

    /// <summary>Seconds that stopping waits for requests to end, and then for the games to let go; 0 to 600, default 5.</summary>
    public int StopSeconds { get; init; } = 5;

    /// <summary>
    /// Frames that are played behind the start, in each of four ways, to see whether the cartridge's states can be trusted; 0 to 100,000,
    /// default 0: none are. 400 take one to two seconds of one core, on a thread of the lowest priority, and two games' memory (6 MB). How it ended is
    /// told at <c>/capabilities</c>, and logged when something differed.
    /// </summary>
    public int CheckFrames { get; init; }

    /// <summary>Most frames that one request may run, as it is set or follows from the other settings.</summary>
    internal int RequestFrames => MaxRequestFrames ?? (int)Math.Min(
        MostRequestFrames, Limits.MaxBatchInputs * (Limits.MaxFrames + ((long)Limits.MaxPresses * (Timing.Hold + Timing.LeastWait))));

    /// <summary>Refuses settings outside their ranges.</summary>
    /// <exception cref="OptionsValidationException">Lists every setting that is wrong, its value and what is allowed.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (!IPAddress.TryParse(Address, out _))
            problems.Add($"{nameof(Address)} is '{Address}'; allowed is an IP address such as 127.0.0.1");
        Check(problems, nameof(Port), Port, 0, 65_535);
        foreach (var host in AllowedHosts)
        {
            if (CallerGuard.Problem(host) is { } problem)
                problems.Add($"{nameof(AllowedHosts)} has '{host}'; {problem}");
        }

        Check(problems, nameof(Count), Count, 1, 256);
        Check(problems, "Timing.Hold", Timing.Hold, 1, 10_000);
        Check(problems, "Timing.Wait", Timing.Wait, 0, 10_000);
        if (!Enum.IsDefined(Speed))
            problems.Add($"{nameof(Speed)} is {Speed}; allowed are {string.Join(", ", Enum.GetNames<GameSpeed>())}");
        Check(problems, nameof(StartFrames), StartFrames, 0, 100_000);
        Check(problems, nameof(Workers), Workers, 0, 1_024);
        Check(problems, nameof(MaxBodyBytes), MaxBodyBytes, 1_024, 1 << 30);
        Check(problems, nameof(MaxMemoryWrite), MaxMemoryWrite, 1, MemoryRange.MaxLength);
        Check(problems, nameof(RememberedAnswers), RememberedAnswers, 1, 1_000_000);
        Check(problems, nameof(RememberedBytes), RememberedBytes, 64 * 1024, 1 << 30);
        Check(problems, nameof(MaxWaitingRequests), MaxWaitingRequests, 1, 100_000);
        Check(problems, nameof(MaxConnections), MaxConnections, 1, 1_000_000);
        Check(problems, nameof(MaxRequestFrames), MaxRequestFrames ?? 1, 1, MostRequestFrames);
        Check(problems, nameof(SessionMinutes), SessionMinutes, 1, 525_600);
        Check(problems, nameof(StopSeconds), StopSeconds, 0, 600);
        Check(problems, nameof(CheckFrames), CheckFrames, 0, 100_000);
        CheckLimits(problems);
        if (problems.Count > 0)
            throw new OptionsValidationException(nameof(EmulatorServerOptions), typeof(EmulatorServerOptions), problems);
    }

    private void CheckLimits(List<string> problems)
    {
        Check(problems, "Limits.MaxPresses", Limits.MaxPresses, 1, 100_000);
        Check(problems, "Limits.MaxFrames", Limits.MaxFrames, 1, 10_000_000);
        Check(problems, "Limits.MaxBatchInputs", Limits.MaxBatchInputs, 1, 1_024);
        Check(problems, "Limits.MaxTextLength", Limits.MaxTextLength, 1, 1_048_576);
    }

    private static void Check(List<string> problems, string name, int value, int least, int most)
    {
        if (value < least || value > most)
            problems.Add($"{name} is {value}; allowed is {least} to {most}");
    }
}
