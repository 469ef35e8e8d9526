using ActorInput.Actors.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Actors.Agents;

/// <summary>Asks the node's actors on behalf of an agent. Every wait has an end, and messages leave in the order of the calls.</summary>
/// <param name="system">The node's actor system.</param>
/// <param name="options">Bounds.</param>
/// <param name="limits">How large inputs may be.</param>
/// <param name="time">The clock of waits for the node's start.</param>
internal sealed class AgentCalls(ActorSystem system, AgentOptions options, InputLimits limits, TimeProvider time)
{
    private readonly ActorRegistry _registry = ActorRegistry.For(system);
    private readonly LocalAsks _asks = new(time);

    public AgentOptions Options => options;

    public InputLimits Limits => limits;

    /// <summary>Parses an input.</summary>
    /// <exception cref="EmulatorPoolException">The text is not an input.</exception>
    public InputSequence Parse(string text) => InputSequence.TryParse(text, limits, out var input, out var error)
        ? input
        : throw Invalid(error.Describe(text));

    /// <summary>Parses a batch.</summary>
    /// <exception cref="EmulatorPoolException">One of the texts is not an input, or there are none or too many.</exception>
    public InputBatch Parse(IReadOnlyList<string> texts) =>
        InputBatch.TryParse(texts, limits, out var batch, out var problem) ? batch! : throw Invalid(problem);

    /// <summary>Sends an input. When no answer comes in time, the reply says so.</summary>
    public Task<InputReply> SendAsync(SendInput input, CancellationToken cancellation) => SendAsync(input, input.Input.Count, cancellation);

    /// <summary>Sends a write. When no answer comes in time, the reply says so.</summary>
    public Task<InputReply> SendAsync(WriteGame write, CancellationToken cancellation) => SendAsync(write, 1, cancellation);

    /// <summary>Sends a batch. When no answer comes in time, the reply says so.</summary>
    public async Task<BatchReply> SendAsync(SendBatch batch, CancellationToken cancellation) =>
        await TryAskAsync<EmulatorRouter>(batch, options.InputTimeout, cancellation) switch
        {
            BatchReply reply => reply,
            null => NoAnswer(batch.Emulator).ToBatchReply(batch.Emulator, batch.Batch.Steps, latency: options.InputTimeout),
            var other => throw Unexpected(other),
        };

    /// <summary>Asks an emulator a question.</summary>
    /// <exception cref="EmulatorPoolException">It did not answer, or said why it cannot.</exception>
    public Task<T> QueryAsync<T>(IWithEmulatorId question, CancellationToken cancellation)
        where T : class => AskAsync<T, EmulatorRouter>(question, options.QueryTimeout, $"No answer from '{question.Emulator}'", cancellation);

    /// <summary>Gives an emulator a command.</summary>
    /// <exception cref="EmulatorPoolException">No answer came, and the command may still run; or the emulator refused it and said why.</exception>
    public Task<T> CommandAsync<T>(IWithEmulatorId command, CancellationToken cancellation)
        where T : class => AskAsync<T, EmulatorRouter>(
            command, options.InputTimeout, $"No answer from '{command.Emulator}'", "The command may still run; check the emulator's state before you repeat it.", cancellation);

    /// <summary>Asks one of the node's actors.</summary>
    /// <exception cref="EmulatorPoolException">It did not answer, or said why it cannot.</exception>
    public Task<T> AskAsync<T, TKey>(object message, TimeSpan timeout, string failure, CancellationToken cancellation)
        where T : class => AskAsync<T, TKey>(message, timeout, failure, "Call HealthCheck to see whether the cluster is reachable.", cancellation);

    private async Task<T> AskAsync<T, TKey>(object message, TimeSpan timeout, string failure, string advice, CancellationToken cancellation)
        where T : class =>
        await TryAskAsync<TKey>(message, timeout, cancellation) switch
        {
            T answer => answer,
            null when system.WhenTerminated.IsCompleted => throw Stopped(),
            null => throw new EmulatorPoolException(ReplyCode.WaitTimedOut, $"{failure} within {timeout.TotalSeconds:0.###} s. {advice}"),
            var other => throw Unexpected(other),
        };

    /// <summary>Gets an actor of this node; waits until the node has started.</summary>
    /// <exception cref="EmulatorPoolException">The node has not started in time, or has stopped.</exception>
    public ValueTask<IActorRef> FindAsync<TKey>(CancellationToken cancellation) =>
        system.WhenTerminated.IsCompleted ? throw Stopped()
        : _registry.TryGet<TKey>(out var actor) ? new(actor)
        : new(WaitForAsync<TKey>(cancellation));

    public static EmulatorPoolException Invalid(string problem) => new(ReplyCode.InvalidRequest, problem);

    public static EmulatorPoolException Stopped() => new(ReplyCode.ShuttingDown, "The agent's host has stopped; the pool ends with it.");

    /// <summary>Asks and gives the answer; null when none came in time.</summary>
    private ValueTask<object?> TryAskAsync<TKey>(object message, TimeSpan timeout, CancellationToken cancellation)
    {
        var actor = FindAsync<TKey>(cancellation);
        return actor.IsCompletedSuccessfully ? _asks.AskAsync<TKey>(actor.Result, message, timeout, cancellation) : WaitAndAskAsync();

        async ValueTask<object?> WaitAndAskAsync() => await _asks.AskAsync<TKey>(await actor, message, timeout, cancellation);
    }

    private async Task<IActorRef> WaitForAsync<TKey>(CancellationToken cancellation)
    {
        try
        {
            return await _registry.GetAsync<TKey>(cancellation).WaitAsync(options.QueryTimeout, time, cancellation);
        }
        catch (TimeoutException)
        {
            throw new EmulatorPoolException(
                ReplyCode.ShuttingDown, $"The node has not started within {options.QueryTimeout.TotalSeconds:0.###} s. Start the host before you use the pool (host.StartAsync).");
        }
    }

    private async Task<InputReply> SendAsync(IWithEmulatorId message, int steps, CancellationToken cancellation) =>
        await TryAskAsync<EmulatorRouter>(message, options.InputTimeout, cancellation) switch
        {
            InputReply reply => reply,
            null => NoAnswer(message.Emulator).ToReply(message.Emulator, steps, latency: options.InputTimeout),
            var other => throw Unexpected(other),
        };

    private static EmulatorPoolException Unexpected(object answer) => answer switch
    {
        RequestFailed failed => new EmulatorPoolException(failed.Code, failed.Detail),
        _ => new EmulatorPoolException(ReplyCode.ServerError, $"An answer of the kind {answer.GetType().Name} was not expected here."),
    };

    private Refusal NoAnswer(EmulatorId emulator) => system.WhenTerminated.IsCompleted ? throw Stopped() : Refusal.Unknown(
        ReplyCode.WaitTimedOut, $"No answer from '{emulator}' within {options.InputTimeout.TotalSeconds:0.###} s. The input may have been pressed, or may still be.");
}
