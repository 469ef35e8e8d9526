using ActorInput.Actors.Common;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>Asks the node's actors on behalf of requests. Every wait has an end.</summary>
internal sealed class ActorAsk(TimeProvider time)
{
    private readonly LocalAsks _asks = new(time);

    /// <summary>Asks an actor; any reply that is not the expected answer becomes a problem.</summary>
    /// <param name="key">The actor.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait for the answer.</param>
    /// <param name="failure">The beginning of the sentence for a missing answer.</param>
    /// <param name="token">The caller stops waiting. The message that was sent is still processed.</param>
    public async Task<Answer<T>> AskAsync<T, TKey>(IRequiredActor<TKey> key, object message, TimeSpan timeout, string failure, CancellationToken token)
        where T : class
    {
        if (await ResolveAsync(key, timeout, token) is not { } actor)
            return new(NotReady);
        if (await _asks.AskAsync<TKey>(actor, message, timeout, token) is not { } reply)
        {
            var detail = $"{failure} within {timeout.TotalSeconds:0.###} s. {Consequence(message)}";
            return new(ChangesNothing(message)
                ? Problems.Of(StatusCodes.Status504GatewayTimeout, "timeout", detail)
                : Problems.OfUnknownFate(StatusCodes.Status504GatewayTimeout, "timeout", detail));
        }

        return reply switch
        {
            T answer => new(answer),
            RequestFailed failed => new(Problems.Of(failed)),
            LeaseRefused refused => new(Problems.Of(refused)),
            InputReply { Outcome: not InputOutcome.Applied } refused => new(Problems.Of(refused)),
            _ => throw new InvalidOperationException($"{message.GetType().Name} was answered with {reply.GetType().Name}."),
        };
    }

    /// <summary>The actor, or null when it is not registered in time.</summary>
    public async Task<IActorRef?> ResolveAsync<TKey>(IRequiredActor<TKey> actor, TimeSpan timeout, CancellationToken token)
    {
        try
        {
            return await actor.GetAsync(token).WaitAsync(timeout, time, token);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>The answer of a node whose actors do not exist yet.</summary>
    public static ProblemResult NotReady =>
        Problems.Of(StatusCodes.Status503ServiceUnavailable, "notReady", "The node is still starting.", TimeSpan.FromSeconds(1));

    private static bool ChangesNothing(object message) =>
        message is GetEmulators or GetStatus or GetState or GetScreen or ReadMemory or ReadBattery or GetCheckpoint or ListCheckpoints;

    private static string Consequence(object message) => message switch
    {
        SendInput or SendBatch or WriteGame =>
            "The request may have been carried out or may still be; it was not cancelled. Look at the state, or send it again with the same id (Idempotency-Key).",
        _ when ChangesNothing(message) => "Nothing was changed.",
        _ => "The request may have been carried out or may still be; it was not cancelled. Look at the state before you send it again.",
    };
}
