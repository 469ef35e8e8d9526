using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;
using Polly;
using Polly.Retry;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Sends a request again only if it certainly was not applied because no connection was made. The number of tries is bounded, with growing, jittered
/// waits.
/// </summary>
internal static class DispatchRetry
{
    /// <summary>The pipeline for these options; one serves all emulators that share them.</summary>
    public static ResiliencePipeline<SendAttempt> For(SessionOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<SendAttempt> { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<SendAttempt>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { Status: SendStatus.NotSent, Ticket.Failure.Code: ReplyCode.ServerUnreachable } attempt
                    && !attempt.Ticket.Applied.AsSpan().ContainsAnyExcept(0)),
            });
        }

        return builder.Build();
    }
}
