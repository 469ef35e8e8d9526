using System.Collections.Concurrent;
using System.Globalization;

namespace ActorInput.Benchmarks.Soak;

/// <summary>Counts requests and answers, and records what must not have happened. Thread-safe.</summary>
internal sealed class SoakRecord
{
    private const int MostFindings = 50;
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _routes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _findings = new();
    private long _calls;
    private long _presses;
    private long _judged;

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Presses that a reply says were applied.</summary>
    public long Presses => Interlocked.Read(ref _presses);

    /// <summary>Games whose ledger was compared with the replies of a round.</summary>
    public long Judged => Interlocked.Read(ref _judged);

    public IReadOnlyCollection<string> Findings => _findings;

    /// <summary>Routes that were called, as <c>GET /api/nodes</c>.</summary>
    public IReadOnlyCollection<string> Routes => [.. _routes.Keys];

    public void Answered(string route, int status, string? code)
    {
        Interlocked.Increment(ref _calls);
        _routes[route] = true;
        _answers.AddOrUpdate(string.Create(CultureInfo.InvariantCulture, $"{status} {code}"), 1, (_, count) => count + 1);
    }

    public void Pressed(int presses) => Interlocked.Add(ref _presses, presses);

    public void HasJudged() => Interlocked.Increment(ref _judged);

    public void Find(string what)
    {
        if (_findings.Count < MostFindings)
            _findings.Enqueue(what);
    }

    /// <summary>How often there was which answer.</summary>
    public string Answers() =>
        string.Join(", ", _answers.OrderByDescending(a => a.Value).Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Key.Trim()}: {a.Value}")));
}
