using ActorInput.Contracts.Inputs;
using CsCheck;

namespace ActorInput.Contracts.Tests.Inputs;

public sealed class InputPropertyTests
{
    private static readonly Gen<InputStep> Step = Gen.OneOf(
        Gen.Int[1, 500].Select(frames => new InputStep(Button.None, frames)),
        Gen.Select(Gen.Int[1, 255], Gen.Int[0, 60]).Select((buttons, frames) => new InputStep((Button)buttons, frames)));

    // Few kinds of step, so that runs of equal neighbours happen.
    private static readonly Gen<InputStep[]> Steps = Gen.OneOf(Step.Array[1, 40], Gen.Bool.Select(press => press ? new InputStep(Button.A, 0) : new InputStep(Button.None, 3)).Array[1, 40]);

    // Made of the grammar's own pieces: far more of these come close to an input than of random characters.
    private static readonly string[] Pieces =
        ["A", "b", "START", "Up", "WAIT", ":", "*", "+", " ", ",", "\n", "0", "7", "99", "-", "x", "é", "WAIT:3", "A+B", "*2", "\0", "🎮"];

    private static readonly Gen<string> NearlyInputs =
        Gen.Int[0, Pieces.Length - 1].Array[0, 12].Select(drawn => string.Concat(drawn.Select(i => Pieces[i])));

    [Fact]
    public void Parse_OfCanonicalText_GivesAnEqualInput() =>
        Steps.Sample(steps =>
        {
            var input = InputSequence.FromSteps(steps);
            var again = InputSequence.Parse(input.ToString());
            Assert.Equal(steps, again.Steps.ToArray());
            Assert.Equal(input, again);
            Assert.Equal(input.GetHashCode(), again.GetHashCode());
            Assert.Equal(input.ToString(), again.ToString());
        });

    [Fact]
    public void Equals_OneStepDifferent_IsFalse() =>
        Gen.Select(Steps, Step, Gen.Int[0, 39]).Sample((steps, other, at) =>
        {
            var changed = (InputStep[])steps.Clone();
            changed[at % steps.Length] = other;
            Assert.Equal(changed.SequenceEqual(steps), InputSequence.FromSteps(steps).Equals(InputSequence.FromSteps(changed)));
        });

    [Fact]
    public void TryParse_AnyText_NeverThrowsAndPointsInside() =>
        Gen.OneOf(Gen.String, NearlyInputs).Sample(text =>
        {
            var limits = new InputLimits { MaxPresses = 20, MaxFrames = 200, MaxTextLength = 60 };
            if (InputSequence.TryParse(text, limits, out var input, out var error))
            {
                Assert.Equal(InputParseFault.None, error.Fault);
                Assert.InRange(input.Count, 1, limits.MaxPresses);
                Assert.Equal(input, InputSequence.Parse(input.ToString()));
                return;
            }

            Assert.Null(input);
            Assert.NotEqual(InputParseFault.None, error.Fault);
            Assert.InRange(error.Position, 0, text.Length);
            Assert.InRange(error.Position + error.Length, error.Position, text.Length);
            Assert.NotEmpty(error.Describe(text));
        });

    [Fact]
    public void TryParse_Accepted_AllocatesOnlyItsResult()
    {
        const string text = "right*5, A+B:12 WAIT:30 start select";
        var input = InputSequence.Parse(text);
        var expected = Allocated(() => GC.KeepAlive(InputSequence.FromSteps(input.Steps)));
        Assert.True(expected > 0);
        var actual = Allocated(() =>
        {
            Assert.True(InputSequence.TryParse(text, InputLimits.Default, out var parsed, out _));
            GC.KeepAlive(parsed);
        });
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void TryParse_Refused_AllocatesNothing() =>
        Assert.Equal(0, Allocated(() => Assert.False(InputSequence.TryParse("A B A+A", InputLimits.Default, out _, out _))));

    /// <summary>Bytes of one call, over many and after a warm-up, so that what the runtime does once does not count.</summary>
    private static long Allocated(Action work)
    {
        const int calls = 1_000;
        for (var i = 0; i < calls; i++)
            work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < calls; i++)
            work();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / calls;
    }
}
