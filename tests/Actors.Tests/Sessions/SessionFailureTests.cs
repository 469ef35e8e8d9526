using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>Which failures end a session; one rule for inputs, executions and questions.</summary>
public sealed class SessionFailureTests
{
    [Fact]
    public void EndsSession_OfEveryCode_IsTrueWhereServerGameOrHoldIsGone()
    {
        ReplyCode[] ending = [ReplyCode.ServerUnreachable, ReplyCode.NodeUnreachable, ReplyCode.StaleEpoch, ReplyCode.SessionEnded];
        Assert.Equal(ending.Order(), Enum.GetValues<ReplyCode>().Where(code => new SessionFailure(code, "scripted").EndsSession).Order());
    }
}
