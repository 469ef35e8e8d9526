using ActorInput.Actors.Checkpoints;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Balancing;

/// <summary>
/// Looks up the cartridge and core of a batch's checkpoint before an emulator is chosen, so that the chosen one does not refuse it. If the batch
/// names its emulator, nothing is looked up, because that emulator checks the checkpoint itself.
/// </summary>
internal sealed partial class BatchBalancer
{
    // A store answers within its own time limits; this limit is for a store that is gone.
    private static readonly TimeSpan StoreTimeout = 4 * CheckpointKeeper.PeerTimeout;

    private bool NeedsStart(SubmitBatch batch) =>
        batch is { Emulator: null, Start: { } start } && start != CheckpointNames.Fresh && !_checkpoints.IsNobody();

    private void FindStart(SubmittedBatch running) => _ = _checkpoints.Ask<object>(new GetCheckpoint(running.Batch.Start!), StoreTimeout).PipeTo(
        Self, success: reply => new StartFound(running, reply), failure: fault => new StartFound(running, fault));

    private void OnStartFound(StartFound found)
    {
        var running = found.Running;
        if (!IsRunning(running))
            return; // Answered already, because its time was up.
        var now = _time.GetUtcNow();
        if (running.Stopped is { } stopped)
        {
            End(running, running.Refused(stopped == ExecutionStatus.Cancelled ? ReplyCode.Cancelled : ReplyCode.WaitTimedOut, "It was stopped before it was sent.", now));
            return;
        }

        switch (found.Reply)
        {
            case Checkpoint checkpoint:
                running.Start = checkpoint.Info;
                Place(running, null);
                break;
            case RequestFailed failed:
                End(running, running.Refused(failed.Code, failed.Detail, now));
                break;
            default:
                var silence = running.Refused(ReplyCode.WaitTimedOut, $"The checkpoint store did not answer within {StoreTimeout.TotalSeconds} s; nothing was sent.", now);
                // The batch's own time was not up.
                End(running, silence with { Status = ExecutionStatus.Failed });
                break;
        }
    }

    private sealed record StartFound(SubmittedBatch Running, object Reply) : INoSerializationVerificationNeeded;
}
