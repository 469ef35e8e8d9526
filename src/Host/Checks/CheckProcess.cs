using System.Diagnostics;
using System.Globalization;
using ActorInput.Host.Common;

namespace ActorInput.Host.Checks;

/// <summary>Runs this program in a second process, which plays the same script under another time zone.</summary>
internal sealed class CheckProcess(CheckArguments arguments)
{
    // UTC+14 in POSIX notation, which needs no time zone data. No machine is likely to have it as its own.
    private const string TimeZone = "XXX-14:30";

    public async Task<IReadOnlyList<string>> HashesAsync(CancellationToken token) => (await RunAsync(["--trace"], token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<byte[]> StateBehindAsync(int steps, CancellationToken token) =>
        Convert.FromBase64String((await RunAsync(["--state-behind", steps.ToString(CultureInfo.InvariantCulture)], token)).Trim());

    private async Task<string> RunAsync(IReadOnlyList<string> more, CancellationToken token)
    {
        var own = typeof(CheckProcess).Assembly;
        var isOwn = string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), own.GetName().Name, StringComparison.Ordinal);
        var start = new ProcessStartInfo(isOwn ? Environment.ProcessPath! : "dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TZ"] = TimeZone;
        if (!isOwn)
            start.ArgumentList.Add(own.Location);
        foreach (var argument in Arguments().Concat(more))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(token);
            var output = await process.StandardOutput.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return process.ExitCode == 0
                ? output
                : throw new CommandException($"The second process ended with code {process.ExitCode}: {(await errors).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private IEnumerable<string> Arguments()
    {
        yield return "check";
        yield return "--frames";
        yield return arguments.Frames.ToString(CultureInfo.InvariantCulture);
        yield return "--seed";
        yield return arguments.Seed.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in new[] { ("--rom", arguments.Rom), ("--core", arguments.Core), ("--inputs", arguments.Inputs) })
        {
            if (value is null)
                continue;
            yield return name;
            yield return value;
        }
    }
}
