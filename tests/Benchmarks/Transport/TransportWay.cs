using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Transport;

/// <summary>One way of sending requests to a server, measured beside others.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="SendAsync">Sends one request of the game with this number, and reads the answer.</param>
/// <param name="Server">The server's process; its processor time counts.</param>
internal sealed record TransportWay(string Name, Func<int, Task> SendAsync, BenchProcess Server);
