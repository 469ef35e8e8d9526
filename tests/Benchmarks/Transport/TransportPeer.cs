using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using ActorInput.Host.Nodes;

namespace ActorInput.Benchmarks.Transport;

/// <summary>The other end of the ping-pongs, in a process of its own.</summary>
internal static class TransportPeer
{
    public const string Name = "transport-peer";

    /// <summary>A counter is looked at so often before sleeping: some tens of microseconds.</summary>
    public const int Looks = 5_000;

    public static string Socket(string folder) => Path.Combine(folder, "line.sock");

    public static string Sleeping(string folder) => Path.Combine(folder, "sleeping");

    public static string Looking(string folder) => Path.Combine(folder, "looking");

    public static Command Create()
    {
        var command = new Command(Name, "The other end of the transports' benchmark") { Hidden = true };
        var folder = new Option<string>("--folder") { Required = true, Description = "Where the shared files and the socket lie" };
        command.Options.Add(folder);
        command.SetAction(async (result, token) =>
        {
            StandardInputWatch.Start();
            var shared = result.GetValue(folder)!;
            var tcp = (IPEndPoint)SocketLine.Echo(new IPEndPoint(IPAddress.Loopback, 0));
            SocketLine.Echo(new UnixDomainSocketEndPoint(Socket(shared)));
            Share(Sleeping(shared), 0, token);
            Share(Looking(shared), Looks, token);
            await result.InvocationConfiguration.Output.WriteLineAsync($$"""{"ready":"tcp://{{tcp}}"}""");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        });
        return command;
    }

    private static void Share(string path, int looks, CancellationToken cancellation)
    {
        var line = new SharedLine(path, looks);
        new Thread(() =>
        {
            using (line)
                line.Echo(cancellation);
        })
        { IsBackground = true }.Start();
    }
}
