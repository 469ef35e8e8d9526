using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Tests.Games;
using CsCheck;

namespace ActorInput.Emulation.Tests.Timing;

/// <summary>Which buttons are down in which frame, as the core gets them.</summary>
public sealed class PressFramesTests : IDisposable
{
    // Few buttons, so that neighbouring presses share some.
    private static readonly Gen<InputStep> Step = Gen.OneOf(
        Gen.Int[1, 4].Select(frames => new InputStep(Button.None, frames)),
        Gen.Select(Gen.Int[1, 7], Gen.Int[0, 3], Gen.Int[0, 3].Nullable(), Gen.Int[0, 7]).Select((buttons, frames, wait, held) =>
            new InputStep((Button)buttons, frames) { Wait = wait, Held = (Button)(buttons & held) }));

    private static readonly Gen<InputStep> PlainStep = Gen.Select(Gen.Int[0, 7], Gen.Int[1, 3])
        .Select((buttons, frames) => new InputStep((Button)buttons, buttons > 0 && frames == 3 ? 0 : frames));

    private static readonly Gen<PressTiming> Timing = Gen.Select(Gen.Int[1, 3], Gen.Int[0, 3], (hold, wait) => new PressTiming(hold, wait));

    private readonly GameWorkers _workers = new(1);

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, FrameTable.Rows.Count)];

    public void Dispose() => _workers.Dispose();

    [Fact]
    public void Table_HasRows() => Assert.True(FrameTable.Rows.Count >= 12, $"docs/api.md has {FrameTable.Rows.Count} rows.");

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Table_Row_IsWhatTheCoreIsTold(int number)
    {
        var row = FrameTable.Rows[number];
        Assert.Equal(row.Seen, await PlayAsync(row.Requests.Select(text => new[] { InputSequence.Parse(text) }), row.Timing));
    }

    [Fact]
    public Task Frames_OfAnySteps_FollowFromEachStepAlone() =>
        Gen.Select(Step.Array[1, 12], Timing).SampleAsync(
            async (steps, timing) =>
            {
                var expected = steps.SelectMany(step => step.IsWait
                    ? Enumerable.Repeat(Button.None, step.Frames)
                    : Enumerable.Repeat(step.Buttons, step.Frames > 0 ? step.Frames : timing.Hold)
                        .Concat(Enumerable.Repeat(step.Held, step.Wait ?? Math.Max(1, timing.Wait)))).ToArray();
                Assert.Equal(expected, await PlayAsync([[InputSequence.FromSteps(steps)]], timing));
                Assert.Equal(expected.Length, timing.FramesOf(InputSequence.FromSteps(steps)));
            },
            iter: 300);

    [Fact]
    public Task Frames_HoweverStepsAreCutIntoInputsAndRequests_AreTheSame() =>
        Gen.Select(Step.Array[1, 12], Timing, Gen.Int[0, 2].Array[12]).SampleAsync(
            async (steps, timing, cuts) =>
            {
                var whole = await PlayAsync([[InputSequence.FromSteps(steps)]], timing);
                Assert.Equal(whole, await PlayAsync(Cut(steps, cuts), timing));
            },
            iter: 300);

    [Fact]
    public Task Presses_ThatAskForNoExactFrames_AreSeenOneByOneWhateverTheTiming() =>
        Gen.Select(PlainStep.Array[1, 12], Timing, Gen.Int[0, 2].Array[12]).SampleAsync(
            async (steps, timing, cuts) =>
            {
                var frames = await PlayAsync(Cut(steps, cuts), timing);
                foreach (var button in new[] { Button.A, Button.B, Button.Select })
                {
                    var seen = frames.Where((buttons, i) => buttons.HasFlag(button) && (i == 0 || !frames[i - 1].HasFlag(button))).Count();
                    Assert.Equal(steps.Count(step => step.Buttons.HasFlag(button)), seen);
                }
            },
            iter: 300);

    /// <summary>After each step: 0 goes on, 1 begins an input, 2 begins a request.</summary>
    private static List<InputSequence[]> Cut(InputStep[] steps, int[] cuts)
    {
        var requests = new List<InputSequence[]>();
        var inputs = new List<InputSequence>();
        var from = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            var isLast = i == steps.Length - 1;
            if (cuts[i] > 0 || isLast)
            {
                inputs.Add(InputSequence.FromSteps(steps.AsSpan(from..(i + 1))));
                from = i + 1;
            }

            if (cuts[i] == 2 || isLast)
            {
                requests.Add([.. inputs]);
                inputs.Clear();
            }
        }

        return requests;
    }

    private async Task<IReadOnlyList<Button>> PlayAsync(IEnumerable<IReadOnlyList<InputSequence>> requests, PressTiming timing)
    {
        var game = new FakeGame();
        await using var runner = new GameRunner(game, _workers, GameSpeed.Unlimited, TimeProvider.System);
        foreach (var inputs in requests)
            await Bounded.WaitAsync(runner.PressAsync(inputs, timing, static _ => 0, default), "a press did not end");
        return [.. game.Runs.SelectMany(run => Enumerable.Repeat(run.Buttons, run.Frames))];
    }
}
