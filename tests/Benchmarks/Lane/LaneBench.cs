using System.Diagnostics;
using System.Globalization;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Benchmarks.Lane;

/// <summary>
/// Asks a second from one process to another: over Akka.Remote, and over the lane with a socket, with TLS, and with its fallback. The message is an
/// input of three presses to one of eight actors that answer at once; the ways take turns, round after round.
/// </summary>
internal sealed class LaneBench(BenchOptions options, Action<string> report)
{
    private const int Remoting = 1;
    private const int Lane = 3;
    private const int LaneWithTls = 4;
    private static readonly int[] InFlight = [1, 64, 256];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("actorinput-bench-");
        try
        {
            var tls = BenchCertificates.Make(folder.FullName);
            report("starting the other nodes");
            using var plainPeer = await BenchProcess.StartAsync(cancellation, "lane-node");
            using var tlsPeer = await BenchProcess.StartAsync(
                cancellation, "lane-node", "--certificate", tls.CertificateFile, "--key", tls.KeyFile!, "--authority", tls.AuthorityFile);
            await using var plain = await LaneBenchNode.StartAsync(null, lane: true);
            await using var encrypted = await LaneBenchNode.StartAsync(tls, lane: true);
            await using var without = await LaneBenchNode.StartAsync(null, lane: false);
            await using var asItComes = PlainRemoting.Start();
            var defaults = await asItComes.RemoteAsync(LaneBenchNode.PlainPort(plainPeer.Address));
            Way[] ways =
            [
                new("Akka.Remote with its default serializer", asker => PlainRemoting.AskAsync(defaults[asker % defaults.Count], asker % defaults.Count)),
                Input("Akka.Remote", await plain.RemoteAsync(plainPeer.Address)),
                Input("Akka.Remote, our TLS transport", await encrypted.RemoteAsync(tlsPeer.Address)),
                Input("lane", [plain.Router(plainPeer.Address)]),
                Input("lane with TLS", [encrypted.Router(tlsPeer.Address)]),
                Input("lane by Akka.Remote", [without.Router(plainPeer.Address)]),
            ];
            var rows = new List<BenchRow>();
            foreach (var inFlight in InFlight)
                rows.AddRange(await CompareAsync(ways, inFlight));
            return rows;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IEnumerable<BenchRow>> CompareAsync(Way[] ways, int inFlight)
    {
        var rates = ways.Select(_ => new List<double>()).ToArray();
        foreach (var way in ways)
        {
            report($"{inFlight.ToString(CultureInfo.InvariantCulture)} in flight: warming up {way.Name}");
            await AskAsync(way, inFlight, WarmUp);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                report($"{inFlight.ToString(CultureInfo.InvariantCulture)} in flight: {ways[way].Name}");
                rates[way].Add(await AskAsync(ways[way], inFlight, Round));
            }
        }

        var many = inFlight.ToString(CultureInfo.InvariantCulture);
        return
        [
            .. ways.Select((way, i) => Row($"asks a second, {many} in flight (ratio: against Akka.Remote)", way.Name, rates[i], i == Remoting ? null : rates[Remoting])),
            Row($"what TLS leaves of the lane, {many} in flight", ways[LaneWithTls].Name, rates[LaneWithTls], rates[Lane]),
        ];
    }

    private static BenchRow Row(string group, string name, List<double> rates, List<double>? baseline) => new(
        group,
        name,
        BenchRounds.Percentile(rates, 0.5),
        BenchRounds.Percentile(rates, 0.1),
        BenchRounds.Percentile(rates, 0.9),
        "/s",
        baseline is null ? null : BenchRounds.MedianRatio(rates, baseline));

    private static async Task<double> AskAsync(Way way, int inFlight, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(i => Task.Run(() => AskerAsync(i))));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;

        async Task<int> AskerAsync(int asker)
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(started) < time; count++)
                await way.AskAsync(asker);
            return count;
        }
    }

    /// <summary>An input of three presses, to the emulators in turn.</summary>
    private static Way Input(string name, IReadOnlyList<IActorRef> emulators)
    {
        var messages = Enumerable.Range(0, LaneBenchNode.Emulators)
            .Select(emulator => new SendInput(LaneBenchNode.Name(emulator), InputSequence.Parse("A B A"))).ToArray();
        return new Way(name, asker => emulators[asker % emulators.Count].Ask<InputReply>(messages[asker % messages.Length], Timeout.InfiniteTimeSpan));
    }

    private sealed record Way(string Name, Func<int, Task> AskAsync);
}
