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
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    // Longer than a node that is slow counts as unreachable before it is removed: the game is lost once this is over.
    private static readonly TimeSpan SearchBound = TimeSpan.FromSeconds(15);

    // A checkpoint must have a state; this stands for the state of a game that stays where it is.
    private static readonly byte[] Nothing = [0];
    private static readonly string Manifest = WireFormat.ManifestOf(new EmulatorHandover(default));

    private readonly ResiliencePipeline<bool> _untilFound = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
        .AddTimeout(SearchBound)
        .AddRetry(new RetryStrategyOptions<bool>
        {
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder<bool>().HandleResult(false).Handle<AskTimeoutException>().Handle<InvalidOperationException>(),
        })
        .Build();

    /// <inheritdoc/>
    public async Task SaveAsync(EmulatorId emulator, StoredHandover handover)
    {
        var state = handover.State.Length > 0 ? handover.State : Nothing;
        if (!Checkpoint.TryCreate(NameOf(emulator), emulator, state, WireFormat.Serialize(handover.Handover), out var made, out var problem))
            throw new InvalidOperationException(problem);
        var info = made!.Info with { Identity = handover.Identity, Epoch = handover.Epoch, Sequence = handover.Handover.Sequence, CreatedAt = time.GetUtcNow() };
        switch (await checkpoints.Ask<object>(new PutCheckpoint(made with { Info = info }), Bound))
        {
            case CheckpointStored { Copies: > 1 }:
                return;
            case RequestFailed failed:
                throw new InvalidOperationException(failed.Detail);
            default:
                throw new InvalidOperationException("No other node took a copy.");
        }
    }

    /// <inheritdoc/>
    public async Task<StoredHandover?> LoadAsync(EmulatorId emulator, string hash)
    {
        StoredHandover? newest = null;
        try
        {
            await _untilFound.ExecuteAsync(async _ =>
            {
                newest = await LoadOnceAsync(emulator);
                return newest?.Hash == hash;
            });
        }
        catch (TimeoutRejectedException)
        {
            // The last answer says what was found.
        }

        return newest;
    }

    private async Task<StoredHandover?> LoadOnceAsync(EmulatorId emulator)
    {
        if (await checkpoints.Ask<object>(new GetCheckpoint(NameOf(emulator)), Bound) is not Checkpoint found)
            return null;
        if (!found.TryUnpack(out var state, out var problem))
            throw new InvalidOperationException(problem);
        var handover = (EmulatorHandover)WireFormat.Deserialize(Manifest, found.Extra.Span);
        return new StoredHandover(state.AsSpan().SequenceEqual(Nothing) ? [] : state, found.Info.Epoch, handover) { Identity = found.Info.Identity };
    }

    private static string NameOf(EmulatorId emulator) => $"{CheckpointNames.Reserved}{emulator.Value}";
}
