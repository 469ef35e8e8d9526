using System.Collections.Concurrent;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>The warnings and errors of an actor system, in order.</summary>
internal sealed class LogLines
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _all = new();

    public LogLines(ActorSystem system)
    {
        var listener = system.ActorOf(Props.Create(() => new Listener(this)));
        system.EventStream.Subscribe(listener, typeof(Warning));
        system.EventStream.Subscribe(listener, typeof(Error));
    }

    public IReadOnlyCollection<string> All => _all;

    /// <summary>The next line that holds all of the parts; lines before it are passed over.</summary>
    public async Task<string> WaitForAsync(params string[] parts)
    {
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(bound.Token))
            {
                if (parts.All(part => line.Contains(part, StringComparison.Ordinal)))
                    return line;
            }
        }
        catch (OperationCanceledException)
        {
            // Told below, with what there was instead.
        }

        throw new TimeoutException($"No log line with '{string.Join("' and '", parts)}' within {Bound}; there were:\n{string.Join('\n', All)}");
    }

    private sealed class Listener(LogLines lines) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            var line = ((LogEvent)message).Message.ToString() ?? "";
            lines._all.Enqueue(line);
            lines._lines.Writer.TryWrite(line);
        }
    }
}
