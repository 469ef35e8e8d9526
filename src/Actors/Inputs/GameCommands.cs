using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>Resets the game, saves it, and loads saved ones.</summary>
/// <param name="session">The session with the game.</param>
/// <param name="gate">Whether this node may change it.</param>
/// <param name="checkpoints">The node's checkpoint store; nobody where there is none.</param>
/// <param name="owner">The emulator's actor, in whose name the store is asked.</param>
/// <param name="time">The clock of checkpoints.</param>
/// <param name="cancellation">The session is closed.</param>
internal sealed class GameCommands(
    IEmulatorSession session, FenceGate gate, IActorRef checkpoints, IActorRef owner, TimeProvider time, CancellationToken cancellation)
{
    // A store answers within its own time limits; this limit is for a store that is gone.
    private static readonly TimeSpan StoreTimeout = 4 * CheckpointKeeper.PeerTimeout;

    private static readonly SessionFailure OutOfTouch = new(ReplyCode.NodeUnreachable, "The node lost touch with the cluster before the game was changed.");

    /// <summary>The game waits only until its state is read; the store answers the caller when it is stored.</summary>
    public async Task<(object? Answer, SessionFailure? Failure)> SaveAsync(SaveCheckpoint message, QueuedCommand command)
    {
        if (checkpoints.IsNobody())
            return (Failed(message.Emulator, ReplyCode.NotSupported, "This node keeps no checkpoints."), null);
        var saved = await session.SaveStateAsync(cancellation);
        if (saved.Value is not { } state)
            return (null, saved.Failure);
        var at = time.GetUtcNow();
        var info = new CheckpointInfo("", message.Emulator, "", 0)
        {
            Cartridge = session.Info.Cartridge,
            Identity = session.Info.Identity,
            Epoch = session.Info.Epoch,
            Sequence = command.Sequence,
            CreatedAt = at,
        };
        _ = Task.Run(() => StoreAsync(message, info, state)).PipeTo(
            command.ReplyTo, owner, failure: fault => Failed(message.Emulator, ReplyCode.NodeFault, $"The checkpoint was not kept: {fault.Message}"));
        return (null, null);
    }

    private async Task<object> StoreAsync(SaveCheckpoint message, CheckpointInfo info, byte[] state)
    {
        // The name needs the hash, and packing needs a name: the state is first packed under a temporary one.
        var name = message.Name ?? $"{CheckpointNames.Reserved}{message.Emulator}";
        if (!Checkpoint.TryCreate(name, message.Emulator, state, default, out var checkpoint, out var problem))
            return Failed(message.Emulator, ReplyCode.InvalidRequest, problem);
        var made = checkpoint!.Info;
        name = message.Name ?? CheckpointNames.Generate(message.Emulator, info.CreatedAt, made.StateHash);
        var put = new PutCheckpoint(checkpoint with { Info = info with { Name = name, StateHash = made.StateHash, StateBytes = made.StateBytes } });
        return await checkpoints.Ask<object>(put, StoreTimeout) switch
        {
            RequestFailed failed => failed with { Emulator = message.Emulator },
            _ => new CheckpointSaved(message.Emulator, name, made.StateHash, made.StateBytes, info.Epoch, info.Sequence),
        };
    }

    /// <summary>Switches the game off and on again.</summary>
    public async Task<(object? Answer, SessionFailure? Failure)> ResetAsync(EmulatorId emulator)
    {
        if (!await gate.PassAsync(cancellation))
            return (Failed(emulator, OutOfTouch.Code, OutOfTouch.Detail), null);
        var reset = await session.ResetAsync(cancellation);
        return reset.Failure is not { } failure ? (new CommandDone(emulator), null)
            : failure.Code == ReplyCode.NotSupported ? (Failed(emulator, failure.Code, failure.Detail), null)
            : (null, failure);
    }

    /// <summary>Loads a checkpoint into the game, and answers.</summary>
    public async Task<(object? Answer, SessionFailure? Failure)> LoadAsync(EmulatorId emulator, string name)
    {
        var (failure, began) = await StartFromAsync(name);
        return failure is null ? (new CommandDone(emulator), null)
            : began ? (null, failure)
            : (Failed(emulator, failure.Code, failure.Detail), null);
    }

    /// <summary>Loads a checkpoint into the game.</summary>
    /// <returns>Why it was not loaded, and whether the game may have changed nevertheless.</returns>
    public async Task<(SessionFailure? Failure, bool Began)> StartFromAsync(string name)
    {
        if (name == CheckpointNames.Fresh)
        {
            if (!await gate.PassAsync(cancellation))
                return (OutOfTouch, false);
            var reset = await session.StartFreshAsync(cancellation);
            return (reset.Failure, reset.Failure?.Code != ReplyCode.NotSupported);
        }

        if (checkpoints.IsNobody())
            return (new SessionFailure(ReplyCode.NotSupported, "This node keeps no checkpoints."), false);
        object answer;
        try
        {
            answer = await checkpoints.Ask<object>(new GetCheckpoint(name), StoreTimeout, cancellation);
        }
        catch (AskTimeoutException)
        {
            return (new SessionFailure(ReplyCode.WaitTimedOut, $"The checkpoint store did not answer within {StoreTimeout.TotalSeconds} s."), false);
        }

        if (answer is not Checkpoint checkpoint)
        {
            var failed = answer as RequestFailed;
            return (new SessionFailure(failed?.Code ?? ReplyCode.NodeFault, failed?.Detail ?? $"The checkpoint store answered {answer.GetType().Name}."), false);
        }

        if (session.Info.Identity is { } own && GameIdentity.ProblemOf($"Checkpoint '{name}'", checkpoint.Info.Identity, own) is { } foreign)
            return (new SessionFailure(ReplyCode.ForeignState, foreign), false);
        if (!checkpoint.TryUnpack(out var state, out var problem))
            return (new SessionFailure(ReplyCode.UnknownCheckpoint, problem), false);
        if (!await gate.PassAsync(cancellation))
            return (OutOfTouch, false);
        var loaded = await session.LoadStateAsync(state, cancellation);
        return (loaded.Failure, loaded.Failure?.Code is not (ReplyCode.NotSupported or ReplyCode.InvalidRequest or ReplyCode.ForeignState));
    }

    private static RequestFailed Failed(EmulatorId emulator, ReplyCode code, string detail) => new(emulator, code, detail);
}
