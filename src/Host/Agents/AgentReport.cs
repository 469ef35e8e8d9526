using System.Globalization;
using System.Text.Json;
using ActorInput.Actors.Agents;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Agents;

/// <summary>Writes what an agent does, a line each, for people or for programs.</summary>
/// <param name="output">The output.</param>
/// <param name="json">Whether lines are JSON objects.</param>
internal sealed class AgentReport(TextWriter output, bool json)
{
    private readonly List<double> _latencies = [];
    private int _applied;

    /// <summary>Inputs that were answered.</summary>
    public int Inputs => _latencies.Count;

    /// <summary>Inputs that were applied whole.</summary>
    public int Applied => _applied;

    public Task LeasedAsync(EmulatorLease lease) => WriteAsync(
        json ? JsonSerializer.Serialize(new AgentLeaseBody(lease.Emulator.Value, lease.Epoch), AgentJson.Instance.AgentLeaseBody)
            : $"{lease.Emulator} is leased (lease {lease.Epoch.ToString(CultureInfo.InvariantCulture)})");

    /// <param name="reply">The reply to an input.</param>
    /// <param name="took">How long its reply took to come.</param>
    public Task AnsweredAsync(InputReply reply, TimeSpan took)
    {
        _latencies.Add(took.TotalMilliseconds);
        if (reply.Outcome == InputOutcome.Applied)
            _applied++;
        if (json)
            return WriteAsync(JsonSerializer.Serialize(InputReplyBody.From(reply), AgentJson.Instance.InputReplyBody));
        var problem = reply.Detail is null ? "" : $": {reply.Detail}";
        return WriteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Inputs} {Name(reply.Outcome)}, {reply.Applied} of {reply.Of} in {took.TotalMilliseconds:0.0} ms (number {reply.Sequence}){problem}"));
    }

    public Task EndAsync(EmulatorLease lease, bool released)
    {
        var (p50, p99) = (Percentile(0.50), Percentile(0.99));
        return WriteAsync(json
            ? JsonSerializer.Serialize(new AgentSummaryBody(lease.Emulator.Value, Inputs, _applied, p50, p99, released), AgentJson.Instance.AgentSummaryBody)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"applied {_applied} of {Inputs} inputs on {lease.Emulator}, p50 {p50:0.0} ms, p99 {p99:0.0} ms; {(released ? "released" : "the lease was lost")}"));
    }

    private async Task WriteAsync(string line)
    {
        await output.WriteLineAsync(line);
        await output.FlushAsync(CancellationToken.None);
    }

    /// <summary>The latency that the given share of all replies does not exceed; 0 when there are none.</summary>
    private double Percentile(double share)
    {
        if (_latencies.Count == 0)
            return 0;
        var sorted = _latencies.Order().ToList();
        return Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)], 2);
    }

    private static string Name(InputOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}
