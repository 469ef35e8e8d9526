using ActorInput.Actors.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Lane;

/// <summary>What a caller is told when the other node has no answer: an answer of the kind that its message has.</summary>
internal static class LaneRefusals
{
    public static IWireMessage Answer(IWireMessage request, LaneRefusal refusal, string text)
    {
        var (outcome, code) = refusal switch
        {
            LaneRefusal.Unreadable => (InputOutcome.NotApplied, ReplyCode.InvalidRequest),
            LaneRefusal.TooMuch => (InputOutcome.Overloaded, ReplyCode.QueueFull),
            _ => (InputOutcome.Unknown, ReplyCode.ServerError),
        };
        return request switch
        {
            SendInput input => new InputReply(input.Emulator, outcome, 0, input.Input.Count, 0, 0, TimeSpan.Zero) { Code = code, Detail = text },
            WriteGame write => new InputReply(write.Emulator, outcome, 0, 1, 0, 0, TimeSpan.Zero) { Code = code, Detail = text },
            SendBatch batch => new BatchReply(batch.Emulator, outcome, 0, batch.Batch.Inputs.Sum(i => i.Count), 0, 0, TimeSpan.Zero, []) { Code = code, Detail = text },
            RunBatch run => (IWireMessage)Refusals.Of(run, outcome, code, text),
            IWithEmulatorId other => new RequestFailed(other.Emulator, code, text),
            _ => new RequestFailed(default(EmulatorId), code, text),
        };
    }
}
