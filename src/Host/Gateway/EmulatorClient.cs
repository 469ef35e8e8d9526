using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>Asks the node's router and fleet actor on behalf of requests. Every wait has an end.</summary>
internal sealed class EmulatorClient(
    IRequiredActor<EmulatorRegion> region, IRequiredActor<FleetKeeper> fleet, HttpOptions options, TimeProvider time)
{
    /// <summary>Which emulators are there?</summary>
    public Task<Answer<EmulatorList>> ListAsync(CancellationToken token) =>
        AskAsync<EmulatorList, FleetKeeper>(fleet, GetEmulators.Instance, options.QueryTimeout, "The node did not tell which emulators there are", token);

    /// <summary>A question, whose answer changes nothing.</summary>
    public Task<Answer<T>> QueryAsync<T>(IWithEmulatorId question, CancellationToken token)
        where T : class =>
        AskAsync<T, EmulatorRegion>(region, question, options.QueryTimeout, $"Emulator '{question.Emulator}' did not answer", token);

    /// <summary>An input, a batch or a command. What was sent goes on when nobody waits for its answer any more.</summary>
    public Task<Answer<T>> WriteAsync<T>(IWithEmulatorId message, CancellationToken token)
        where T : class =>
        AskAsync<T, EmulatorRegion>(region, message, options.InputTimeout, $"Emulator '{message.Emulator}' did not tell what became of this", token);

    private async Task<Answer<T>> AskAsync<T, TKey>(
        IRequiredActor<TKey> key, object message, TimeSpan timeout, string failure, CancellationToken token)
        where T : class
    {
        if (await ResolveAsync(key, timeout, token) is not { } actor)
            return new(Problems.Of(StatusCodes.Status503ServiceUnavailable, "notReady", "The node is still starting.", TimeSpan.FromSeconds(1)));
        object reply;
        try
        {
            reply = await actor.Ask<object>(message, timeout, token);
        }
        catch (AskTimeoutException)
        {
            return new(Problems.Of(StatusCodes.Status504GatewayTimeout, "timeout", $"{failure} within {timeout.TotalSeconds:0.###} s. {Consequence(message)}"));
        }

        return reply switch
        {
            T answer => new(answer),
            RequestFailed failed => new(Problems.Of(failed)),
            InputReply { Outcome: not InputOutcome.Applied } refused => new(Problems.Of(refused)),
            _ => throw new InvalidOperationException($"{message.GetType().Name} was answered with {reply.GetType().Name}."),
        };
    }

    private static string Consequence(object message) => message is SendInput or SendBatch or ResetGame or ReleaseQuarantine
        ? "It may have been carried out or may still be; it was not withdrawn. Look at the state, or send it again with the same id (Idempotency-Key)."
        : "Nothing was changed.";

    private async Task<IActorRef?> ResolveAsync<TKey>(IRequiredActor<TKey> actor, TimeSpan timeout, CancellationToken token)
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
}
