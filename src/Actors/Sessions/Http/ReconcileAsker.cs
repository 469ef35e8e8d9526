using ActorInput.Contracts.Replies;
using Polly;
using Polly.Retry;

namespace ActorInput.Actors.Sessions.Http;

/// <summary>
/// Asks a server again until it answers, within <see cref="SessionOptions.ReconcileTimeout"/>, waiting longer each time, with jitter. If there is no
/// connection at all it gives up after <see cref="SessionOptions.Retries"/>, because the server is then gone and not just busy.
/// </summary>
internal sealed class ReconcileAsker : IDisposable
{
    private static readonly TimeSpan MostDelay = TimeSpan.FromSeconds(1);
    private readonly SessionOptions _options;
    private readonly TimeProvider _time;
    private readonly Uri _address;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _end;

    /// <summary>Starts the clock.</summary>
    public ReconcileAsker(SessionChannel channel, CancellationToken caller)
    {
        (_options, _time, _address, _caller) = (channel.Options, channel.Time, channel.Address, caller);
        _deadline = new CancellationTokenSource(_options.ReconcileTimeout, _time);
        _end = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, caller);
    }

    /// <summary>The answer, or the failure of the last attempt.</summary>
    /// <param name="ask">One attempt. A token that is cancelled at the end of the time is passed to it.</param>
    public async Task<SessionResult<T>> AskAsync<T>(Func<CancellationToken, Task<Asked<T>>> ask)
        where T : class
    {
        var last = new SessionFailure(
            ReplyCode.ServerTimeout, $"It could not be found out what {_address} applied within {_options.ReconcileTimeout.TotalSeconds} s.");
        var refusals = 0;
        var retry = new RetryStrategyOptions<Asked<T>>
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = _options.RetryDelay,
            MaxDelay = MostDelay > _options.RetryDelay ? MostDelay : _options.RetryDelay,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome is { Exception: null, Result.Again: true } outcome && !(outcome.Result.Unreachable && refusals > _options.Retries)),
        };
        var pipeline = new ResiliencePipelineBuilder<Asked<T>> { TimeProvider = _time }.AddRetry(retry).Build();
        try
        {
            var asked = await pipeline.ExecuteAsync(async end =>
            {
                var one = await ask(end);
                last = one.Failure ?? last;
                refusals += one.Unreachable ? 1 : 0;
                return one;
            }, _end.Token);
            return new SessionResult<T>(asked.Answer, asked.Failure);
        }
        catch (OperationCanceledException)
        {
            _caller.ThrowIfCancellationRequested();
            return last;
        }
    }

    /// <summary>Waits. False when the time is over first.</summary>
    public async Task<bool> WaitAsync(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, _time, _end.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            _caller.ThrowIfCancellationRequested();
            return false;
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        _deadline.Dispose();
    }
}
