using ActorInput.Actors.Inputs;
using ActorInput.Benchmarks.Buffering;
using CsCheck;

namespace ActorInput.Actors.Tests.Inputs;

/// <summary>
/// What prediction may do to a pattern of presses, compared with the fixed window. In virtual time: no clock, no sleep, the same result on each
/// machine.
/// </summary>
public sealed class PredictiveBufferingTests
{
    private const string LoneAgent = "a lone agent in lock-step";

    /// <summary>With at least so many inputs per request under the fixed window, a pattern counts as gathered.</summary>
    private const double Gathered = 1.5;

    /// <summary>An instant server, one with a queue of its own, and a real game.</summary>
    private static readonly double[] Services = [0.1, 2.5, 9.5];

    public static TheoryData<string, double> Cases => Of(PressPatterns.Names);

    /// <summary>
    /// Two agents side by side may press in turn after a change, each while the other's request is in flight:
    /// docs/decisions/0016-predictive-buffering.md.
    /// </summary>
    public static TheoryData<string, double> CasesAfterChange => Of(PressPatterns.Names.Where(pattern => pattern != PressPatterns.SideBySide));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pattern_Predicted_WaitsNoLongerAndFillsItsRequests(string pattern, double service)
    {
        var time = TimeSpan.FromMilliseconds(service);
        Compare(pattern, PressPatterns.Run(pattern, () => PressPatterns.Fixed, time), PressPatterns.Run(pattern, () => PressPatterns.Predictive, time));
    }

    [Theory]
    [MemberData(nameof(CasesAfterChange))]
    public void Change_ToAPattern_HasSettledWithin32Inputs(string pattern, double service)
    {
        var time = TimeSpan.FromMilliseconds(service);
        foreach (var before in PressPatterns.Names.Where(before => before != pattern && before != PressPatterns.Overload))
        {
            Compare(
                $"{before}, then {pattern}",
                PressPatterns.RunAfter(before, pattern, () => PressPatterns.Fixed, time, 1_000),
                PressPatterns.RunAfter(before, pattern, () => PressPatterns.Predictive, time, 1_000));
        }
    }

    /// <summary>What an agent loses to windows that are kept open to find out whether anybody else would come.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(2.5)]
    [InlineData(9.5)]
    public void LoneAgent_Predicted_LosesTwoPercentOfItsTimeAtMost(double service)
    {
        var result = PressPatterns.RunAfter("bursts of 8 every 50 ms", LoneAgent, () => PressPatterns.Predictive, TimeSpan.FromMilliseconds(service), 10_000);
        Assert.InRange(result.MeanWait.TotalMilliseconds / (service + 0.05), 0, 0.02); // It decides in 0.05 ms on average.
    }

    /// <summary>If never more than a certain number of inputs comes, that number is learned: the group leaves with its last input.</summary>
    [Theory]
    [InlineData("bursts of 5 every 50 ms", 0.1)]
    [InlineData("bursts of 5 every 50 ms", 2.5)]
    [InlineData(PressPatterns.SideBySide, 0.1)]
    public void SameNumberEachTime_Predicted_LeavesInAQuarterOfTheTime(string pattern, double service)
    {
        var time = TimeSpan.FromMilliseconds(service);
        var kept = PressPatterns.Run(pattern, () => PressPatterns.Fixed, time).MeanWait;
        Assert.InRange(PressPatterns.Run(pattern, () => PressPatterns.Predictive, time).MeanWait / kept, 0, 0.25);
    }

    /// <summary>
    /// Agents that all press again when they are answered fall into two halves when one of them was late once. They come together again; with the fixed
    /// window they stay apart.
    /// </summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(2.5)]
    [InlineData(9.5)]
    public void Crowd_AfterItFellApart_LeavesTogetherAgain(double service)
    {
        var time = TimeSpan.FromMilliseconds(service);
        var kept = PressPatterns.RunAfter("Poisson, 200/s", PressPatterns.Crowd, () => PressPatterns.Fixed, time, 1_000);
        var predicted = PressPatterns.RunAfter("Poisson, 200/s", PressPatterns.Crowd, () => PressPatterns.Predictive, time, 1_000);
        Assert.InRange(predicted.InputsPerRequest, 7.8, 8);
        Assert.InRange(predicted.MeanWait / kept.MeanWait, 0, 0.9);
    }

    [Fact]
    public void LoneAgent_NotPredicted_WaitsForTheWindow()
    {
        var result = PressPatterns.Run(LoneAgent, () => PressPatterns.Fixed, TimeSpan.FromMilliseconds(0.1));
        Assert.Equal(3, result.Wait(0.5).TotalMilliseconds);
    }

    /// <summary>
    /// For any options and pattern: every input leaves, in batches of the allowed size, and none waits longer than a window or a request.
    /// </summary>
    [Fact]
    public void AnyOptions_AnyPattern_KeepTheirCaps() => Gen.Select(
        Gen.Int[1, 20], Gen.Int[0, 6], Gen.Int[0, 9], Gen.Int[1, 50], Gen.Int[0, 1_000]).Sample((maxBatch, window, pattern, service, seed) =>
        {
            var options = new BufferingOptions { MaxBatch = maxBatch, Window = TimeSpan.FromMilliseconds(window), QueueLength = int.MaxValue };
            var time = TimeSpan.FromMilliseconds(service / 10.0);
            var inputs = new BufferingSimulation(options, time).Run((PressPatterns.Create(PressPatterns.Names.ElementAt(pattern), seed), 300));
            Assert.True(inputs.All(input => input.Together <= maxBatch));
            var longest = Math.Max(window, service / 10.0);
            if (maxBatch >= 8 && pattern < 6)
                Assert.True(inputs.All(input => input.Wait.TotalMilliseconds <= longest), $"Waits {inputs.Max(input => input.Wait)} with a window of {window} ms");
        });

    private static TheoryData<string, double> Of(IEnumerable<string> patterns)
    {
        var cases = new TheoryData<string, double>();
        foreach (var (pattern, service) in patterns.SelectMany(pattern => Services.Select(service => (pattern, service))))
        {
            if (service < 9 || pattern != PressPatterns.Overload)
                cases.Add(pattern, service);
        }

        return cases;
    }

    private static void Compare(string what, PatternResult kept, PatternResult predicted)
    {
        Assert.True(
            predicted.MeanWait <= (kept.MeanWait * 1.01) + TimeSpan.FromMicroseconds(1), $"{what}: waits {predicted.MeanWait} on average, fixed {kept.MeanWait}");
        Assert.True(
            predicted.Wait(0.5) <= (kept.Wait(0.5) * 1.01) + TimeSpan.FromMicroseconds(1), $"{what}: half wait {predicted.Wait(0.5)} at most, fixed {kept.Wait(0.5)}");
        Assert.True(
            kept.InputsPerRequest < Gathered || predicted.InputsPerRequest >= 0.95 * kept.InputsPerRequest,
            $"{what}: {predicted.InputsPerRequest:0.000} inputs a request, fixed {kept.InputsPerRequest:0.000}");
    }
}
