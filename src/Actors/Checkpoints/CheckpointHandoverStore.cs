using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Contracts.Wire;
using Akka.Actor;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Keeps moving games as checkpoints of the runtime itself, on this node and on another.</summary>
/// <param name="checkpoints">The node's checkpoint store.</param>
/// <param name="time">The clock of what is kept.</param>
internal sealed class CheckpointHandoverStore(IActorRef checkpoints, TimeProvider time) : IHandoverStore
{
    private static readonly TimeSpan AskBound = TimeSpan.FromSeconds(5);

    // A stopping node has little time. But a slow node can count as unreachable for a moment, and without a copy on another node the game is lost.
    private static readonly TimeSpan KeepBound = TimeSpan.FromSeconds(5);

    // Longer than a slow node can count as unreachable before it is removed. After this time the game is lost.
    private static readonly TimeSpan SearchBound = TimeSpan.FromSeconds(15);

    // A checkpoint must have a state; this one is used for a game that stays on its server.
    private static readonly byte[] Nothing = [0];
    private static readonly string Manifest = WireFormat.ManifestOf(new EmulatorHandover(default));

    private readonly ResiliencePipeline<bool> _untilFound = Patiently(SearchBound, time);
    private readonly ResiliencePipeline<bool> _untilKept = Patiently(KeepBound, time);

    /// <inheritdoc/>
    public async Task SaveAsync(EmulatorId emulator, StoredHandover handover)
    {
        var state = handover.State.Length > 0 ? handover.State : Nothing;
        if (!Checkpoint.TryCreate(NameOf(emulator), emulator, state, WireFormat.Serialize(handover.Handover), out var made, out var problem))
            throw new InvalidOperationException(problem);
        var info = made!.Info with { Identity = handover.Identity, Epoch = handover.Epoch, Sequence = handover.Handover.Sequence, CreatedAt = time.GetUtcNow() };
        object? answer = null;
        try
        {
            await _untilKept.ExecuteAsync(async late =>
            {
                answer = await checkpoints.Ask<object>(new PutCheckpoint(made with { Info = info }), AskBound, late);
                return answer is CheckpointStored { Copies: > 1 };
            });
        }
        catch (TimeoutRejectedException late)
        {
            var reason = answer is RequestFailed failed ? failed.Detail : "No other node took a copy.";
            throw new InvalidOperationException($"{reason} This was tried for {KeepBound.TotalSeconds} s.", late);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredHandover?> LoadAsync(EmulatorId emulator, string hash)
    {
        StoredHandover? newest = null;
        try
        {
            await _untilFound.ExecuteAsync(async late =>
            {
                newest = await LoadOnceAsync(emulator, late);
                return newest?.Hash == hash;
            });
        }
        catch (TimeoutRejectedException)
        {
            // The last answer says what was found.
        }

        return newest;
    }

    private async Task<StoredHandover?> LoadOnceAsync(EmulatorId emulator, CancellationToken late)
    {
        if (await checkpoints.Ask<object>(new GetCheckpoint(NameOf(emulator)), AskBound, late) is not Checkpoint found)
            return null;
        if (!found.TryUnpack(out var state, out var problem))
            throw new InvalidOperationException(problem);
        var handover = (EmulatorHandover)WireFormat.Deserialize(Manifest, found.Extra.Span);
        return new StoredHandover(state.AsSpan().SequenceEqual(Nothing) ? [] : state, found.Info.Epoch, handover) { Identity = found.Info.Identity };
    }

    /// <summary>Repeats an attempt that returns false or fails, until it returns true or the time is over.</summary>
    private static ResiliencePipeline<bool> Patiently(TimeSpan bound, TimeProvider time) => new ResiliencePipelineBuilder<bool> { TimeProvider = time }
        .AddTimeout(bound)
        .AddRetry(new RetryStrategyOptions<bool>
        {
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder<bool>().HandleResult(false).Handle<AskTimeoutException>().Handle<InvalidOperationException>(),
        })
        .Build();

    private static string NameOf(EmulatorId emulator) => $"{CheckpointNames.Reserved}{emulator.Value}";
}
