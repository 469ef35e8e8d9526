using ActorInput.Contracts.Replies;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Tests.Gateway;

public sealed class RequestsEndTests
{
    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public void Problem_OfARequestThatChangesSomething_SaysThatItsFateIsUnknown(string method)
    {
        var body = RequestsEnd.Problem(method).Body;
        Assert.Equal((503, "shuttingDown", "Result unknown", InputOutcome.Unknown), (body.Status, body.Code, body.Title, body.Outcome));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public void Problem_OfAQuestion_SaysThatNothingWasChanged(string method)
    {
        var body = RequestsEnd.Problem(method).Body;
        Assert.Null(body.Outcome);
        Assert.Contains("Nothing was changed", body.Detail, StringComparison.Ordinal);
    }
}
