using System.Globalization;
using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Games;

namespace ActorInput.RandomCartridges;

/// <summary>A generated cartridge with a script that is played on it. Both follow from the seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Program">The cartridge.</param>
/// <param name="Steps">The script.</param>
public sealed record CartridgeTrial(ulong Seed, CartridgeProgram Program, IReadOnlyList<CheckStep> Steps)
{
    /// <summary>The default number of steps of a script: some 90 frames.</summary>
    public const int UsualSteps = 16;

    private const int ShrinkTries = 400;

    /// <summary>The trial of a seed, the same every time.</summary>
    public static CartridgeTrial FromSeed(ulong seed, int steps = UsualSteps) => Of(seed, ProgramGenerator.FromSeed(seed), steps);

    /// <summary>The trial of a seed on a given cartridge.</summary>
    public static CartridgeTrial Of(ulong seed, CartridgeProgram program, int steps = UsualSteps) =>
        new(seed, program, [.. CheckScript.Everything((int)seed).Take(steps)]);

    /// <summary>Tries the ways.</summary>
    /// <param name="load">Makes a factory of games of a ROM.</param>
    /// <param name="ways">Null for all.</param>
    public async Task<StateCheckReport> RunAsync(Func<byte[], IGameFactory> load, IReadOnlyList<CheckWay>? ways = null)
    {
        ArgumentNullException.ThrowIfNull(load);
        using var factory = load(Program.Build());
        return await StateCheck.RunAsync(factory, Steps, ways ?? StateCheck.AllWays, (int)Seed, CancellationToken.None);
    }

    /// <summary>Reduces a failing trial: a shorter script, then a simpler program.</summary>
    /// <param name="load">Makes a factory of games of a ROM.</param>
    /// <param name="way">The way that differed.</param>
    public async Task<CartridgeTrial> ShrinkAsync(Func<byte[], IGameFactory> load, CheckWay way)
    {
        var tries = ShrinkTries;
        var trial = this;
        for (var at = 0; at < trial.Steps.Count && tries > 0; tries--)
        {
            var shorter = trial with { Steps = [.. trial.Steps.Take(at), .. trial.Steps.Skip(at + 1)] };
            if (await FailsAsync(shorter, load, way))
                trial = shorter;
            else
                at++;
        }

        var program = await ProgramShrinker.ShrinkAsync(trial.Program, simpler => FailsAsync(trial with { Program = simpler }, load, way), tries);
        return trial with { Program = program };
    }

    /// <summary>What is needed to find the fault.</summary>
    /// <param name="report">How the trial went.</param>
    public string Describe(StateCheckReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"Seed {Seed}:{Environment.NewLine}{string.Join(Environment.NewLine, report.Differences)}{Environment.NewLine}; script: {string.Join(' ', Steps)}{Environment.NewLine}{Program}");

    private static async Task<bool> FailsAsync(CartridgeTrial trial, Func<byte[], IGameFactory> load, CheckWay way) =>
        trial.Steps.Count > 0 && !(await trial.RunAsync(load, [way])).Passed;
}
