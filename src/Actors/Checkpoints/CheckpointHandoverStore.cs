using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Contracts.Wire;
using Akka.Actor;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Games on their way, kept as checkpoints of the runtime's own: on this node and on another one.</summary>
/// <param name="checkpoints">The node's checkpoint store.</param>
/// <param name="time">The clock of what is kept.</param>
internal sealed class CheckpointHandoverStore(IActorRef checkpoints, TimeProvider time) : IHandoverStore
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    // A checkpoint has a state; this stands for that of a game that stays where it is.
    private static readonly byte[] Nothing = [0];
    private static readonly string Manifest = WireFormat.ManifestOf(new EmulatorHandover(default));

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
    public async Task<StoredHandover?> LoadAsync(EmulatorId emulator)
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
