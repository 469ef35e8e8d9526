using ActorInput.Actors.Inputs;
using CsCheck;

namespace ActorInput.Actors.Tests.Inputs;

public sealed class FollowerEstimatorTests
{
    private const int MaxBatch = 8;
    private const long Window = 3_000;
    private readonly FollowerEstimator _estimator = new(MaxBatch, Window);
    private long _now = 1_000;

    [Fact]
    public void Expects_NothingSeenYet_IsTrueForEachNumberOfInputs() =>
        Assert.All(Enumerable.Range(1, MaxBatch - 1), waiting => Assert.True(_estimator.Expects(waiting)));

    [Fact]
    public void Expects_NobodyFollowed_IsFalseAfterTenWindows()
    {
        for (var window = 0; window < FollowerEstimator.Highest; window++)
        {
            Assert.True(_estimator.Expects(1));
            ArriveAfter(Window);
        }

        ArriveAfter(Window);
        Assert.False(_estimator.Expects(1));
        Assert.True(_estimator.Expects(2)); // Nothing was learned of two that wait.
    }

    [Fact]
    public void Expects_PairsOnly_WaitsForTheSecondAndNotForAThird()
    {
        for (var pair = 0; pair < 20; pair++)
        {
            ArriveAfter(Window);
            ArriveAfter(100);
        }

        Assert.True(_estimator.Expects(1));
        Assert.False(_estimator.Expects(2));
    }

    [Fact]
    public void Expects_OneWindowInTenIsFollowed_IsTrueForFewerThanTwoThirds()
    {
        var waits = Enumerable.Range(0, 1_000).Count(input =>
        {
            ArriveAfter(input % 10 == 0 ? Window - 1 : Window);
            return _estimator.Expects(1);
        });
        Assert.InRange(waits, 1, 667);
    }

    /// <summary>An agent in lock-step that is quicker than the window: it cannot be known whether anybody else would have come.</summary>
    [Fact]
    public void Expects_LockStepWithinTheWindow_HardlyEverWaits()
    {
        LoseHope();
        var waits = Enumerable.Range(0, 10_000).Count(_ => PressInLockStep());
        Assert.InRange(waits, 0, 10_000 * 100 / (64 * Window) + 1); // Inputs are 100 apart, and one of 64 windows may be a trial.
    }

    [Fact]
    public void Expects_AnInputBeforeTheAnswer_IsTrueAgain()
    {
        LoseHope();
        ArriveAfter(Window);
        _estimator.Left();
        ArriveAfter(50);
        _estimator.Returned();
        Assert.True(_estimator.Expects(1));
    }

    /// <summary>
    /// The agent of the request in flight was not part of the window: its next press would also have come if the window's input had waited.
    /// </summary>
    [Fact]
    public void Expects_AnInputAfterAnEarlierRequestReturned_IsTrueAgain()
    {
        LoseHope();
        ArriveAfter(Window);
        _estimator.Left();
        ArriveAfter(Window); // Opens a window while the first is in flight.
        _estimator.Returned();
        ArriveAfter(50);
        Assert.True(_estimator.Expects(1));
    }

    [Fact]
    public void Expects_SentAtOnceAndOthersFollowSometimes_TriesAgainWithinFewInputs()
    {
        LoseHope();
        Assert.True(Enumerable.Range(0, 10_000).Any(_ => PressInLockStep()), "No trial in 10,000 inputs.");
        PressInLockStep(); // The trial found nobody, and the next one that costs nothing is far.
        var inputs = 0;
        for (; inputs == 0 || (!_estimator.Expects(1) && inputs < 8); inputs++)
        {
            ArriveAfter(inputs % 2 == 0 ? Window + 1 : Window / 2); // Half of the windows are empty.
            _estimator.Left();
            _estimator.Returned();
        }

        Assert.InRange(inputs, 1, 7);
    }

    [Fact]
    public void Expects_TrialsThatFindNobody_BecomeRare()
    {
        LoseHope();
        var trials = 0;
        for (var turn = 0; turn < 1_000; turn++)
        {
            // Alternately an empty window, and a press after the answer; while inputs wait for a trial, nobody comes.
            ArriveAfter(_estimator.Expects(1) || turn % 2 == 0 ? Window + 1 : Window / 2);
            trials += _estimator.Expects(1) ? 1 : 0;
            _estimator.Left();
            _estimator.Returned();
        }

        Assert.InRange(trials, 1, 60);
    }

    [Fact]
    public void Forget_OpenWindow_SaysNothing()
    {
        for (var window = 0; window < 100; window++)
        {
            ArriveAfter(Window + 1);
            _estimator.Forget();
        }

        Assert.True(_estimator.Expects(1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(256)]
    public void Expects_AnySizeOfBatch_AnswersForEachNumberBelowIt(int maxBatch)
    {
        var estimator = new FollowerEstimator(maxBatch, Window);
        for (var input = 0; input < 3 * maxBatch; input++)
            estimator.Arrived(_now + input);
        for (var waiting = 1; waiting < maxBatch; waiting++)
            Assert.True(estimator.Expects(waiting));
    }

    /// <summary>After any events in any order it still answers, and a run of empty windows always ends the wait.</summary>
    [Fact]
    public void AnyRun_ThenEmptyWindows_EndsTheWait() => Gen.Select(Gen.Int[2, 40], Gen.Int[0, 5].Array[0, 300]).Sample((maxBatch, steps) =>
    {
        var estimator = new FollowerEstimator(maxBatch, Window);
        long now = 0;
        foreach (var step in steps)
        {
            switch (step)
            {
                case 0: estimator.Left(); break;
                case 1: estimator.Returned(); break;
                case 2: estimator.Forget(); break;
                default: estimator.Arrived(now += step * Window / 4); break;
            }
        }

        for (var window = 0; window < 2 * FollowerEstimator.Highest; window++)
            estimator.Arrived(now += Window);
        Assert.False(estimator.Expects(1));
    });

    [Fact]
    public void Arrived_AllocatesNothing()
    {
        PressInLockStep();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var input = 0; input < 10_000; input++)
            PressInLockStep();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private void ArriveAfter(long time) => _estimator.Arrived(_now += time);

    /// <summary>Lets windows pass without a follower until nobody is expected.</summary>
    private void LoseHope()
    {
        while (_estimator.Expects(1))
        {
            ArriveAfter(Window + 1);
            _estimator.Left();
            _estimator.Returned();
        }
    }

    /// <summary>A press of an agent that was answered; true if it has to wait.</summary>
    private bool PressInLockStep()
    {
        ArriveAfter(100);
        var waits = _estimator.Expects(1);
        if (waits)
            _now += Window; // Nobody comes while it waits.
        _estimator.Left();
        _estimator.Returned();
        return waits;
    }
}
