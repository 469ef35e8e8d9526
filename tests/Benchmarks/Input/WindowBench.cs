using System.Diagnostics;
using ActorInput.Actors.Inputs;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using Akka;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorInput.Benchmarks.Input;

/// <summary>
/// How long a lone input waits in a stage that gathers for 3 ms: ours, and Akka's GroupedWithin with the same figures, in turn. Both hand
/// the input to the same kind of consumer; no request is made.
/// </summary>
internal sealed class WindowBench(BenchOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(3);

    public async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        using var system = ActorSystem.Create("window", "akka.loglevel = OFF");
        using var materializer = system.Materializer();
        using var timer = new WindowTimer(TimeProvider.System);
        var ours = Ours(materializer, timer);
        var builtIn = BuiltIn(materializer);
        var oursWaits = new List<double>();
        var builtInWaits = new List<double>();
        for (var i = 0; i < options.Rounds * 100; i++)
        {
            oursWaits.Add(await ours());
            builtInWaits.Add(await builtIn());
        }

        const string Group = "a lone input in a window of 3 ms (median, p10, p95)";
        return [Row("BufferingStage", oursWaits), Row("Akka's GroupedWithin", builtInWaits)];

        BenchRow Row(string name, List<double> waits) => new(
            Group, name, BenchRounds.Percentile(waits, 0.5), BenchRounds.Percentile(waits, 0.1), BenchRounds.Percentile(waits, 0.95), "µs", null);
    }

    private static Func<Task<double>> Ours(IMaterializer materializer, WindowTimer timer)
    {
        var queue = new InputQueue(new BufferingOptions { ThresholdPerSecond = 0, Window = Window, Predict = false }, TimeProvider.System);
        queue.Release();
        TaskCompletionSource<double>? waiting = null;
        _ = Source.FromGraph(new BufferingStage(queue, timer))
            .SelectAsync(1, dispatch =>
            {
                waiting!.TrySetResult(Stopwatch.GetElapsedTime(dispatch.Inputs[0].AcceptedAt).TotalMicroseconds);
                return Task.FromResult(dispatch);
            })
            .RunWith(Sink.Ignore<Dispatch>(), materializer);
        var press = InputSequence.Parse("A");
        return () =>
        {
            waiting = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.Add(new QueuedInput(press, InputTerms.Default, 1, ActorRefs.Nobody) { AcceptedAt = Stopwatch.GetTimestamp() });
            return waiting.Task;
        };
    }

    private static Func<Task<double>> BuiltIn(IMaterializer materializer)
    {
        TaskCompletionSource<double>? waiting = null;
        var queue = Source.Queue<long>(256, OverflowStrategy.Backpressure)
            .GroupedWithin(8, Window)
            .SelectAsync(1, group =>
            {
                waiting!.TrySetResult(Stopwatch.GetElapsedTime(group.First()).TotalMicroseconds);
                return Task.FromResult(NotUsed.Instance);
            })
            .To(Sink.Ignore<NotUsed>())
            .Run(materializer);
        return async () =>
        {
            waiting = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
            await queue.OfferAsync(Stopwatch.GetTimestamp());
            return await waiting.Task;
        };
    }
}
