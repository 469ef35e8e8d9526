using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// One emulator's input stream: gathered from its queue, one request in flight. Made when the emulator becomes active, released when it has
/// been idle for a while; what waits is in the queue and survives both.
/// </summary>
internal sealed class InputPipeline : IDisposable
{
    private readonly BufferingStage _stage;

    private InputPipeline(BufferingStage stage) => _stage = stage;

    /// <summary>Starts a stream.</summary>
    /// <param name="queue">Where inputs wait.</param>
    /// <param name="timer">The node's timer.</param>
    /// <param name="send">Sends; never faults.</param>
    /// <param name="materializer">
    /// The node's: one for each actor would cost an actor more than a stream does. Whoever starts a stream ends it.
    /// </param>
    public static InputPipeline Start(InputQueue queue, WindowTimer timer, Func<Dispatch, Task> send, IMaterializer materializer)
    {
        var stage = new BufferingStage(queue, timer);
        Source.FromGraph(stage).To(new SendingStage(send)).Run(materializer);
        return new InputPipeline(stage);
    }

    /// <summary>Ends the stream; a request in flight still gets its result.</summary>
    public void Dispose() => _stage.Stop();
}
