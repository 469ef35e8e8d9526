using System.Diagnostics;
using System.Text.Json;
using ActorInput.Benchmarks.Soak;

namespace ActorInput.Benchmarks.Stops;

/// <summary>
/// Presses an emulator again and again, each time by any node. A request that a stopping node no longer waits for is sent again to another node, with
/// the same id, as the documentation says.
/// </summary>
internal sealed class StopPresser(SoakClient client, SoakRecord record, string emulator, Random random)
{
    private const int MostPresses = 5;
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // In the order of the ledger's bits, from the lowest.
    private static readonly string[] Buttons = ["A", "B", "SELECT", "START", "RIGHT", "LEFT", "UP", "DOWN"];
    private readonly List<SoakEvent> _events = [];
    private int _count;

    public string Emulator => emulator;

    /// <summary>How many inputs were applied.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>What the replies say of the presses. Complete once <see cref="RunAsync"/> has ended.</summary>
    public IReadOnlyList<SoakEvent> Events => _events;

    /// <summary>Inputs of which the reply says that it cannot be known whether they were applied.</summary>
    public int Unknown { get; private set; }

    /// <summary>How often a request was sent again.</summary>
    public int SentAgain { get; private set; }

    /// <summary>How many connections broke: a node may close one that is kept open at the moment in which a request is sent.</summary>
    public int Broken { get; private set; }

    /// <summary>Inputs that were answered as not applied.</summary>
    public int Refused { get; private set; }

    /// <summary>Presses until it is told to stop, and until its last input is answered.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await PressAsync();
    }

    private async Task PressAsync()
    {
        byte[] presses = [.. Enumerable.Range(0, random.Next(1, MostPresses + 1)).Select(_ => (byte)(1 << random.Next(Buttons.Length)))];
        var body = new { inputs = string.Join(' ', presses.Select(press => Buttons[byte.TrailingZeroCount(press)])) };
        var key = new Dictionary<string, string>(StringComparer.Ordinal) { ["Idempotency-Key"] = Guid.NewGuid().ToString("N") };
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await client.CallAsync("POST", "/api/emulators/{id}/inputs", $"/api/emulators/{emulator}/inputs", body, key);
            switch (answer.Text("outcome"))
            {
                case "applied":
                    Add(answer, presses, presses.Length);
                    Interlocked.Increment(ref _count);
                    return;
                case "notApplied" or "noCapacity" or "overloaded" or "expired":
                    Refused++;
                    await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
                    return;
                case var _ when Stopwatch.GetElapsedTime(since) < GiveUp && (answer.Status == 0 || answer.Text("code") is "shuttingDown" or "timeout" or "notReady"):
                    SentAgain++;
                    Broken += answer.Status == 0 ? 1 : 0;
                    await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
                    break;
                case "unknown" when answer.Text("code") == "nodeUnreachable":
                    Unknown++;
                    Add(answer, presses, 0);
                    return;
                default:
                    record.Find($"{emulator} was not pressed: {JsonSerializer.Serialize(body)}: {answer}");
                    return;
            }
        }
    }

    private void Add(SoakAnswer answer, byte[] presses, int least) => _events.Add(new SoakEvent(
        emulator, answer.Body.GetProperty("epoch").GetInt64(), answer.Body.GetProperty("sequence").GetInt64(), presses, least, presses.Length, null, false, answer.ToString()));
}
