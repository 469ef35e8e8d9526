using ActorInput.Actors.Common;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>Acquires, renews and releases leases on behalf of requests.</summary>
internal sealed class LeaseClient(
    IRequiredActor<LeaseBroker> broker, IRequiredActor<EmulatorRouter> router, EmulatorClient emulators, ActorAsk ask, HttpOptions options, IHostApplicationLifetime lifetime, TimeProvider time)
{
    // A broker whose node died does not answer. The next broker does not know the waiting requests, so the request is repeated.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BrokerMoves = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for a lease.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mayAskAgain">
    /// Whether the request has an id of the caller's, who may repeat it. Then a lease that is granted after the caller stopped waiting is kept for
    /// the caller until it expires. Otherwise nobody could use that lease, and it is released.
    /// </param>
    /// <param name="token">The caller stops waiting.</param>
    public async Task<Answer<LeaseGranted>> AcquireAsync(AcquireLease request, bool mayAskAgain, CancellationToken token)
    {
        if (await ask.ResolveAsync(broker, options.QueryTimeout, token) is not { } actor)
            return new(ActorAsk.NotReady);
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return new(Stopping);
        var waiting = WaitAsync(actor, request);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, lifetime.ApplicationStopping);
        try
        {
            var answer = await waiting.WaitAsync(either.Token);
            token.ThrowIfCancellationRequested();
            return answer;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // The node is stopping, and the wait may last longer than the node. A lease that is still granted is kept for a caller who can ask again.
            if (!mayAskAgain)
                _ = ReleaseUnclaimedAsync(waiting);
            return new(Stopping);
        }
        catch (OperationCanceledException) when (!mayAskAgain)
        {
            _ = ReleaseUnclaimedAsync(waiting);
            throw;
        }
    }

    private static ProblemResult Stopping => Problems.Of(
        StatusCodes.Status503ServiceUnavailable, "shuttingDown", "The node is stopping; ask another node for the lease, with the same id if it has one.", TimeSpan.FromSeconds(1));

    public Task<Answer<LeaseGranted>> RenewAsync(LeaseToken lease, TimeSpan? duration, CancellationToken token) =>
        emulators.WriteAsync<LeaseGranted>(new RenewLease(lease, duration), token);

    public Task<Answer<LeaseEnded>> ReleaseAsync(LeaseToken lease, CancellationToken token) =>
        emulators.WriteAsync<LeaseEnded>(new ReleaseLease(lease), token);

    /// <summary>Asks the broker until it answers, or until a while after the request's own time limit.</summary>
    private async Task<Answer<LeaseGranted>> WaitAsync(IActorRef actor, AcquireLease request)
    {
        var started = time.GetTimestamp();
        var bound = request.Timeout + options.QueryTimeout;
        while (bound - time.GetElapsedTime(started) is var left && left > TimeSpan.Zero)
        {
            var wait = left - options.QueryTimeout;
            var again = request with { Timeout = wait > TimeSpan.Zero ? wait : TimeSpan.Zero };
            switch (await TryAskAsync(actor, again, left < AskAgainAfter ? left : AskAgainAfter))
            {
                case LeaseGranted granted:
                    return new(granted);
                case LeaseRefused { Code: ReplyCode.ShuttingDown }:
                    await Task.Delay(BrokerMoves, time);
                    break;
                case LeaseRefused refused:
                    return new(Problems.Of(refused));
                case null:
                    break;
                case var other:
                    throw new InvalidOperationException($"The lease broker answered with {other.GetType().Name}.");
            }
        }

        return new(Problems.Of(
            StatusCodes.Status504GatewayTimeout, "timeout", $"The lease broker did not answer within {bound.TotalSeconds:0.###} s. A lease that it may still grant expires by itself; ask again."));
    }

    private static async Task<object?> TryAskAsync(IActorRef actor, AcquireLease request, TimeSpan timeout)
    {
        try
        {
            return await actor.Ask<object>(request, timeout);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private async Task ReleaseUnclaimedAsync(Task<Answer<LeaseGranted>> waiting)
    {
        if ((await waiting).Value is { } granted && await ask.ResolveAsync(router, options.QueryTimeout, CancellationToken.None) is { } emulator)
            emulator.Tell(new ReleaseLease(granted.Token), ActorRefs.NoSender);
    }
}
