using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Games;
using ActorInput.Host.Common;
using ActorInput.Host.Nodes;

namespace ActorInput.Host.Checks;

/// <summary>Runs the command <c>check</c>.</summary>
internal static class CheckRunner
{
    /// <summary>The exit code when something differed.</summary>
    public const int NotTrusted = 3;

    private const int MostInputBytes = 16 * 1024 * 1024;
    private const int Hold = 10;
    private const int Wait = 120;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(CheckArguments arguments, TextWriter output, CancellationToken token)
    {
        using var games = GameFiles.Load(arguments.Rom, arguments.Core);
        var steps = ReadSteps(arguments);
        if (arguments.StateBehind is { } behind)
        {
            await output.WriteLineAsync(Convert.ToBase64String(StateTrace.StateBehind(games, steps.Take(behind))));
            return 0;
        }

        if (arguments.Trace)
        {
            foreach (var hash in StateTrace.Hashes(games, steps))
                await output.WriteLineAsync(hash);
            return 0;
        }

        var body = await CheckAsync(games, steps, arguments.Seed, new CheckProcess(arguments), token);
        await output.WriteLineAsync(arguments.Json ? JsonSerializer.Serialize(body, Json) : CheckText.Write(body));
        return body.Trusted ? 0 : NotTrusted;
    }

    /// <summary>Tries every way.</summary>
    /// <param name="games">Makes the games.</param>
    /// <param name="steps">The script.</param>
    /// <param name="seed">For where ways save, load and cut.</param>
    /// <param name="other">The second process; null to try without.</param>
    /// <param name="token">Gives the check up.</param>
    internal static async Task<CheckBody> CheckAsync(
        IGameFactory games, IReadOnlyList<CheckStep> steps, int seed, CheckProcess? other, CancellationToken token)
    {
        var speed = CheckSpeed.Measure(games, steps);
        var report = await StateCheck.RunAsync(games, steps, StateCheck.AllWays, seed, token);
        token.ThrowIfCancellationRequested();
        if (other is not null)
        {
            var own = StateTrace.Hashes(games, steps).ToList();
            var difference = await StateTrace.CompareAsync(games, own, await other.HashesAsync(token), steps, step => other.StateBehindAsync(step, token));
            report = report with { Ways = [.. report.Ways, new CheckWayResult(CheckWay.OtherProcess, own.Count, difference)] };
        }

        return CheckBody.Of(games, report, speed, seed);
    }

    private static IReadOnlyList<CheckStep> ReadSteps(CheckArguments arguments)
    {
        var given = arguments.Inputs is { } file ? CheckScript.Of(ReadInputs(file), Hold, Wait) : [];
        return CheckScript.ForGame(given, arguments.Frames, arguments.Seed);
    }

    private static List<InputSequence> ReadInputs(string file)
    {
        var inputs = new List<InputSequence>();
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MostInputBytes } large)
                throw new CommandException($"--inputs names '{file}', which has {large.Length:N0} bytes; at most {MostInputBytes:N0} are read.");
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                if (!InputSequence.TryParse(line, InputLimits.Default, out var input, out var error))
                    throw new CommandException($"--inputs names '{file}'; line {number}: {error.Describe(line)}");
                inputs.Add(input);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--inputs names '{file}', which cannot be read: {failure.Message}");
        }

        return inputs;
    }
}
