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

    /// <summary>
    /// Where to listen: an IP address. Default 127.0.0.1, so that only this machine can reach the games, because the routes need no key.
    /// </summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port; 0 to 65,535, default 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Names by which the server may be called besides <c>localhost</c> and addresses of loopback, without a port; <c>*</c> allows any. Default none:
    /// a server on loopback then answers to nothing else, so that no web page can reach the games by a host name of its own.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>How many games of the cartridge; 1 to 256, default 1. One game is at <c>/</c>, several at <c>/1/</c>, <c>/2/</c>…</summary>
    public int Count { get; init; } = 1;

    /// <summary>
    /// How many frames a press is held that names no hold, and how many frames pass after a press that names no wait. Hold 1 to 10,000; wait 0 to
    /// 10,000, where 0 counts as 1. Default 10 and 120, as in pokemon-gym.
    /// </summary>
    public PressTiming Timing { get; init; } = PressTiming.PokemonGym;

    /// <summary>
    /// Frames that a game runs when it is switched on, before it is given to anybody: a cartridge needs some until it has a picture and reads its
    /// buttons. 0 to 100,000, default 0. They count as frames run, and a reset runs them again.
    /// </summary>
    public int StartFrames { get; init; }

    /// <summary>How fast presses run. Default <see cref="GameSpeed.Unlimited"/>.</summary>
    public GameSpeed Speed { get; init; } = GameSpeed.Unlimited;

    /// <summary>Threads that the games run on; 1 to 1,024, default 0: one per processor.</summary>
    public int Workers { get; init; }

    /// <summary>
    /// Most bytes of a JSON body; 1 KiB to 1 GiB, default 1 MiB. The limit does not apply to a state or a battery, whose length is that of the
    /// game's.
    /// </summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Most bytes of one write to memory; 1 to 8,192, default 8,192.</summary>
    public int MaxMemoryWrite { get; init; } = MemoryRange.MaxLength;

    /// <summary>
    /// How many answers to tagged writes each game remembers, so that it can repeat them. Also how many inputs with an id it remembers, within 1 MiB
    /// for their ids and texts. 1 to 1,000,000, default 1,024.
    /// </summary>
    public int RememberedAnswers { get; init; } = 1_024;

    /// <summary>The most bytes of the remembered answers in each game; beyond it the oldest are forgotten; 64 KiB to 1 GiB, default 4 MiB.</summary>
    public int RememberedBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Requests that may wait for one game; more are refused with 429. 1 to 100,000, default 256.</summary>
    public int MaxWaitingRequests { get; init; } = 256;

    /// <summary>Most open connections of the server; 1 to 1,000,000, default 4,096.</summary>
    public int MaxConnections { get; init; } = 4_096;

    /// <summary>
    /// Most frames that one request may run; 1 to 100,000,000. Default null: as many as inputs within <see cref="Limits"/> and <see cref="Timing"/>
    /// can take, so that none of these is refused. With their defaults 14,720,000 frames, some half an hour of one core.
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

    /// <summary>How many seconds stopping waits for requests to end, and then again for running games; 0 to 600, default 5.</summary>
    public int StopSeconds { get; init; } = 5;

    /// <summary>
    /// How many frames are played after the start, in each of four ways, to check whether the cartridge's states can be trusted; 0 to 100,000,
    /// default 0: no check. 400 take one to two seconds of one core, on a thread of the lowest priority, and two games' memory (6 MB). The result is
    /// part of <c>/capabilities</c>, and is logged if something differed.
    /// </summary>
    public int CheckFrames { get; init; }

    /// <summary>The most frames that one request may run: the value that is set, or the one that follows from the other settings.</summary>
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
