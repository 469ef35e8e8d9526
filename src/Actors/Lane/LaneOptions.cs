using ActorInput.Actors.Common;
using ActorInput.Contracts.Wire;

namespace ActorInput.Actors.Lane;

/// <summary>
/// The lane: connections between nodes for inputs and their answers, beside Akka.Remote, which is several times slower. Listens on
/// the node's <c>ClusterHost</c>, with the cluster's TLS where that is on. If a lane cannot be connected, the same frames go over Akka.Remote.
/// </summary>
public sealed class LaneOptions
{
    /// <summary>Whether the node listens for lanes and connects them. Default true. False: all messages go over Akka.Remote, still in order and once.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Port on which the node listens for lanes. Default 0: a free one, which the others are told. 0 to 65,535.</summary>
    public int Port { get; set; }

    /// <summary>Most unanswered messages to one node; a further message is refused at once. Default 16,384; 1 to 1,000,000.</summary>
    public int MaxInFlight { get; set; } = 16_384;

    /// <summary>
    /// Most unacknowledged bytes to one node. Default 64 MiB; 2 MiB to 1 GiB. Beyond that, requests are refused; answers to inputs are always sent,
    /// and other answers are replaced by a refusal.
    /// </summary>
    public int MaxBufferedBytes { get; set; } = 67_108_864;

    /// <summary>How long connecting may take, TLS included, before the frames go over Akka.Remote. Default 2 s; 50 ms to 1 min.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The wait before connecting is tried again; it doubles each time, up to 32 times this value. Default 200 ms; 10 ms to 1 min.</summary>
    public TimeSpan ReconnectBackoff { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How long two nodes that hear nothing from each other keep messages under way, so that nothing is lost when the connection comes back. After
    /// that, unanswered messages count as unknown. Default 10 s; 500 ms to 10 min.
    /// </summary>
    public TimeSpan ResumeFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest frame that is read, in bytes; a connection that brings a longer one is closed. Default 1 MiB; 1,001,024 to 16 MiB.</summary>
    public int MaxFrameBytes { get; set; } = 1_048_576;

    internal void Validate(string path, OptionProblems problems)
    {
        problems.InRange($"{path}:{nameof(Port)}", Port, 0, 65_535);
        problems.InRange($"{path}:{nameof(MaxInFlight)}", MaxInFlight, 1, 1_000_000);
        problems.InRange($"{path}:{nameof(MaxBufferedBytes)}", MaxBufferedBytes, 2_097_152, 1_073_741_824);
        problems.InRange($"{path}:{nameof(ConnectTimeout)}", ConnectTimeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        problems.InRange($"{path}:{nameof(ReconnectBackoff)}", ReconnectBackoff, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        problems.InRange($"{path}:{nameof(ResumeFor)}", ResumeFor, TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(10));
        problems.InRange($"{path}:{nameof(MaxFrameBytes)}", MaxFrameBytes, WireLimits.MaxLaneFramesBytes, 16_777_216);
    }
}
