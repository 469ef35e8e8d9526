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
