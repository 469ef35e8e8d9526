using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Transport;

/// <summary>
/// A message of 64 bytes to another process and back, over sockets and through shared memory, beside a session's whole request: what is left to save of it.
/// </summary>
internal sealed class MemoryBench(BenchOptions options, Action<string> report)
{
    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("actorinput-bench-");
        try
        {
            using var server = await BenchProcess.StartAsync(cancellation, "server");
            using var peer = await BenchProcess.StartAsync(cancellation, TransportPeer.Name, "--folder", folder.FullName);
            using var game = await SessionGames.OpenAsync([new Uri(server.Address, "1/")], "A");
            using var tcp = SocketLine.Connect(new IPEndPoint(IPAddress.Loopback, peer.Address.Port));
            using var unix = SocketLine.Connect(new UnixDomainSocketEndPoint(TransportPeer.Socket(folder.FullName)));
            using var sleeping = new SharedLine(TransportPeer.Sleeping(folder.FullName), 0);
            using var looking = new SharedLine(TransportPeer.Looking(folder.FullName), TransportPeer.Looks);
            report("ping-pong");
            BenchCase[] cases =
            [
                new("a session's request", () => game.SendAsync(0)),
                Ping("TCP on loopback, blocking", tcp.Ping),
                Ping("Unix socket, blocking", unix.Ping),
                Ping("shared memory, futex", sleeping.Ping),
                Ping("shared memory, looking all the time", looking.Ping),
            ];
            return await new BenchRounds(options.Rounds * 4, options.PerRound / 2).TimeAsync(
                "memory, 64 bytes there and back (ratio: a request's time to theirs)", cases, options.PerRound);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static BenchCase Ping(string name, Exchange exchange)
    {
        var (message, answer) = (RandomNumberGenerator.GetBytes(SharedLine.MessageBytes), new byte[SharedLine.MessageBytes]);
        return new BenchCase(name, () =>
        {
            message[0]++;
            exchange(message, answer);
            return message.AsSpan().SequenceEqual(answer) ? Task.CompletedTask : throw new InvalidOperationException($"{name}: another message came back.");
        });
    }

    private delegate void Exchange(ReadOnlySpan<byte> message, Span<byte> answer);
}
