using ActorInput.Actors.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Lane;

/// <summary>Makes the answer for a caller when the other node gave none: an answer of the kind that its message expects.</summary>
internal static class LaneRefusals
{
    public static IWireMessage Answer(IWireMessage request, LaneRefusal refusal, string text)
    {
        var reason = refusal switch
        {
            LaneRefusal.Unreadable => new Refusal(InputOutcome.NotApplied, ReplyCode.InvalidRequest, text),
            LaneRefusal.TooMuch => new Refusal(InputOutcome.Overloaded, ReplyCode.QueueFull, text),
            _ => Refusal.Unknown(ReplyCode.ServerError, text),
        };
        return request is IWithEmulatorId message ? reason.AnswerTo(message) : new RequestFailed(default(EmulatorId), reason.Code, text);
    }
}
