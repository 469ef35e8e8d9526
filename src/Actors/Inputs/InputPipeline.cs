using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// One emulator's input stream. It gathers inputs from the emulator's queue and has one request in flight. It is made when the emulator becomes
/// active and released when the emulator has been idle for a while; waiting inputs are in the queue, so neither loses them.
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
    /// The node's materializer: one for each actor would cost another actor beside each stream. The caller that starts a stream must end it.
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
