using ActorInput.Contracts.Inputs;

namespace ActorInput.Contracts.Tests.Inputs;

public sealed class InputSequenceTests
{
    [Fact]
    public void FromSteps_NoStep_IsRefused() => Assert.Throws<ArgumentException>(() => InputSequence.FromSteps());

    [Theory]
    [InlineData(Button.None, 0)]
    [InlineData(Button.None, -1)]
    [InlineData(Button.A, -1)]
    public void FromSteps_ImpossibleFrames_AreRefused(Button buttons, int frames)
    {
        var failure = Assert.Throws<ArgumentException>(() => InputSequence.FromSteps(new InputStep(buttons, frames)));
        Assert.Contains($"got {frames}", failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<InputStep, string> Impossible => new()
    {
        { new InputStep(Button.Left | Button.Right, 0), "LEFT and RIGHT" },
        { new InputStep(Button.A | Button.Up | Button.Down, 3), "UP and DOWN" },
        { new InputStep(Button.None, 3) { Wait = 0 }, "no wait of its own" },
        { new InputStep(Button.None, 3) { Held = Button.A }, "no wait of its own" },
        { new InputStep(Button.A, 3) { Held = Button.A | Button.B }, "can stay held; got B" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void FromSteps_ImpossibleStep_IsRefusedInWords(InputStep step, string says) =>
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => InputSequence.FromSteps(step)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(10_000_001)]
    public void StepWait_OutOfRange_IsRefused(int wait) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new InputStep(Button.A, 0) { Wait = wait });

    [Theory]
    [InlineData("A*5", 10, 0, "A:10/1*5")]
    [InlineData("A B:3 WAIT:7 UP:4/0 [RIGHT]+A/9", 10, 20, "A:10/20 B:3/20 WAIT:7 UP:4/0 A+[RIGHT]:10/9")]
    [InlineData("A [B]", null, 5, "A/5 [B]/5")]
    [InlineData("A/2 B", 6, null, "A:6/2 B:6")]
    public void WithTiming_ATextWithAndWithoutItsOwn_KeepsItsOwn(string text, int? hold, int? wait, string timed) =>
        Assert.Equal(timed, InputSequence.Parse(text).WithTiming(new InputTiming(hold, wait)).ToString());

    [Theory]
    [InlineData(0, null, "hold is 0; 1 to 10000")]
    [InlineData(null, 10_001, "wait is 10001; 0 to 10000")]
    public void WithTiming_OutOfRange_NamesTheField(int? hold, int? wait, string says) => Assert.Contains(
        says,
        Assert.Throws<ArgumentOutOfRangeException>(() => InputSequence.Parse("A").WithTiming(new InputTiming(hold, wait))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void WithTiming_NothingNamed_IsTheSameInput()
    {
        var input = InputSequence.Parse("A B");
        Assert.Same(input, input.WithTiming(default));
    }

    [Theory]
    [InlineData("A", 130)]
    [InlineData("A:4 B", 254)]
    [InlineData("A:2/0 B/5 [UP]:3 WAIT:7", 147)]
    public void Frames_OfAnInput_CountWhatItNamesAndTheDefaultsElse(string text, int frames) =>
        Assert.Equal(frames, InputFrames.Of(InputSequence.Parse(text)));

    [Fact]
    public void FromSteps_CallersArray_IsCopied()
    {
        var steps = new[] { new InputStep(Button.A, 0) };
        var input = InputSequence.FromSteps(steps);
        steps[0] = new InputStep(Button.B, 0);
        Assert.Equal("A", input.ToString());
    }

    [Fact]
    public void Equals_SameStepsWrittenOtherwise_IsTrue()
    {
        Assert.Equal(InputSequence.Parse("A*2 b+a"), InputSequence.Parse("a a A+B"));
        Assert.NotEqual(InputSequence.Parse("A"), InputSequence.Parse("A:10"));
        Assert.NotEqual(InputSequence.Parse("A"), InputSequence.Parse("A/0"));
        Assert.NotEqual(InputSequence.Parse("A"), InputSequence.Parse("[A]"));
        Assert.False(InputSequence.Parse("A").Equals((object?)"A"));
        Assert.False(InputSequence.Parse("A").Equals(null));
    }

    [Theory]
    [InlineData(Button.None, 5, true, false, false)]
    [InlineData(Button.A, 0, false, false, false)]
    [InlineData(Button.Down, 3, false, false, true)]
    [InlineData(Button.A | Button.Down, 0, false, true, false)]
    public void Step_Kind_FollowsButtonsAndFrames(Button buttons, int frames, bool wait, bool chord, bool hold)
    {
        var step = new InputStep(buttons, frames);
        Assert.Equal((wait, chord, hold), (step.IsWait, step.IsChord, step.HasHold));
    }
}
