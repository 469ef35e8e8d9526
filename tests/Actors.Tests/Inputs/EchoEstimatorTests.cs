using ActorInput.Actors.Inputs;

namespace ActorInput.Actors.Tests.Inputs;

public sealed class EchoEstimatorTests
{
    private const long Within = 400;
    private readonly EchoEstimator _estimator = new(Within);
    private long _now = 1_000;

    [Fact]
    public void Expects_NothingSeenYet_IsFalse() => Assert.False(_estimator.Expects);

    [Theory]
    [InlineData(4, 4, true)]
    [InlineData(4, 3, true)]
    [InlineData(4, 2, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 0, false)]
    [InlineData(8, 5, false)]
    public void Expects_SoManyPressAgainEachTime_IsTrueFromThreeOfFourOn(int answered, int pressed, bool expected)
    {
        for (var request = 0; request < 20; request++)
            Return(answered, pressed, after: Within);
        Assert.Equal(expected, _estimator.Expects);
    }

    [Fact]
    public void Expects_TheyPressTooLate_IsFalse()
    {
        for (var request = 0; request < 20; request++)
            Return(4, 4, after: Within + 1);
        Assert.False(_estimator.Expects);
    }

    [Fact]
    public void Expects_TheyStopPressingAgain_IsFalseAfterTwoReturns()
    {
        for (var request = 0; request < 20; request++)
            Return(4, 4, after: 1);
        Return(4, 0, after: 1); // Judges the last good one.
        Return(4, 0, after: 1);
        Assert.True(_estimator.Expects);
        Return(4, 0, after: 1);
        Assert.False(_estimator.Expects);
    }

    [Fact]
    public void Expects_OnceInAWhileOneIsLate_StaysTrue()
    {
        for (var request = 0; request < 100; request++)
        {
            Return(4, request % 10 == 0 ? 2 : 4, after: 1);
            if (request > 2 * EchoEstimator.Needed)
                Assert.True(_estimator.Expects);
        }
    }

    [Fact]
    public void Forget_AfterAReturn_ThatReturnIsNotJudged()
    {
        for (var request = 0; request < 20; request++)
            Return(4, 4, after: 1);
        for (var request = 0; request < 20; request++)
        {
            Return(4, 0, after: 1);
            _estimator.Forget();
        }

        Assert.True(_estimator.Expects);
    }

    private void Return(int answered, int pressed, long after)
    {
        _estimator.Returned(answered, _now);
        for (var input = 0; input < pressed; input++)
            _estimator.Arrived(_now + after);
        _now += 10 * Within;
    }
}
