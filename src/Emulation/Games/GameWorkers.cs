using System.Collections.Concurrent;
using System.Globalization;

namespace ActorInput.Emulation.Games;

/// <summary>
/// The threads on which games run: a fixed number, shared by the games of a server; each game gets a slice in turn. Emulation has its own threads,
/// because it would starve the thread pool that answers requests.
/// </summary>
public sealed class GameWorkers : IDisposable
{
    private readonly BlockingCollection<GameRunner> _ready = [];

    /// <summary>Starts the threads.</summary>
    /// <param name="count">How many; 1 to 1,024, or 0 for one per processor.</param>
    public GameWorkers(int count = 0)
    {
        if (count is < 0 or > 1_024)
            throw new ArgumentOutOfRangeException(nameof(count), count, "1 to 1,024 workers, or 0 for one per processor.");
        Count = count == 0 ? Environment.ProcessorCount : count;
        for (var i = 1; i <= Count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"game worker {i}");
            new Thread(Work) { IsBackground = true, Name = name }.Start();
        }
    }

    /// <summary>How many threads there are.</summary>
    public int Count { get; }

    /// <summary>Ends the threads once they are idle. Dispose the runners first. Does not wait for a game that hangs.</summary>
    public void Dispose() => _ready.CompleteAdding();

    /// <summary>Gives the runner one turn, after those that are ready already. The runner posts itself at most once at a time.</summary>
    internal void Post(GameRunner runner) => _ready.Add(runner);

    private void Work()
    {
        foreach (var runner in _ready.GetConsumingEnumerable())
        {
            // While no other game waits, this one goes on here: another thread would have to be woken, and its processor's caches are cold.
            while (runner.TakeTurn())
            {
                if (_ready.Count == 0)
                    continue;
                Post(runner);
                break;
            }
        }
    }
}
