using ActorInput.Contracts.Inputs;
using CsCheck;

namespace ActorInput.Contracts.Tests.Inputs;

public sealed class InputPropertyTests
{
    private static readonly Gen<InputStep> Step = Gen.OneOf(
        Gen.Int[1, 500].Select(frames => new InputStep(Button.None, frames)),
        Gen.Select(InputGen.Press, Gen.Int[0, 60], Gen.Int[0, 60].Nullable(), Gen.Byte)
            .Select((buttons, frames, wait, held) => new InputStep(buttons, frames) { Wait = wait, Held = buttons & (Button)held }));

    // Few kinds of step, so that equal neighbours occur.
    private static readonly Gen<InputStep[]> Steps = Gen.OneOf(Step.Array[1, 40], Gen.Bool.Select(press => press ? new InputStep(Button.A, 0) : new InputStep(Button.None, 3)).Array[1, 40]);

    // Texts made from pieces of the grammar: far more of these are nearly inputs than of random characters.
    private static readonly string[] Pieces =
        ["A", "b", "START", "Up", "WAIT", ":", "*", "+", " ", ",", "\n", "0", "7", "99", "-", "x", "é", "WAIT:3", "A+B", "*2", "/", "/0", "A:2/0", "[", "]", "[RIGHT]", "+LEFT", "\0", "🎮"];

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
    public void WithTiming_AnyInput_NamesWhatWasNotNamedAndNothingElse() =>
        Gen.Select(Steps, Gen.Int[1, 50].Nullable(), Gen.Int[0, 50].Nullable()).Sample((steps, hold, wait) =>
        {
            var timed = InputSequence.FromSteps(steps).WithTiming(new InputTiming(hold, wait));
            for (var i = 0; i < steps.Length; i++)
            {
                var (before, after) = (steps[i], timed.Steps[i]);
                var expected = before.IsWait ? before : before with
                {
                    Frames = before.Frames == 0 && hold is { } held ? held : before.Frames,
                    Wait = before.Wait ?? (wait == 0 ? 1 : wait),
                };
                Assert.Equal(expected, after);
            }

            Assert.Equal(timed, timed.WithTiming(new InputTiming(hold, wait)));
            Assert.Equal(timed, InputSequence.Parse(timed.ToString()));
        });

    [Fact]
    public void LimitsProblem_AnyInput_IsWhatParsingItsTextSays() =>
        Gen.Select(Steps, Gen.Int[1, 40], Gen.Int[1, 2_000], Gen.Int[1, 400]).Sample((steps, presses, frames, length) =>
        {
            var limits = new InputLimits { MaxPresses = presses, MaxFrames = frames, MaxTextLength = length };
            var input = InputSequence.FromSteps(steps);
            Assert.Equal(InputSequence.TryParse(input.ToString(), limits, out _, out _), limits.Problem(input) is null);
        });

    [Fact]
    public void TryParse_Accepted_AllocatesOnlyItsResult()
    {
        const string text = "right*5, A+B:12 WAIT:30 start A:2/0 [left]+B/4 select";
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

    /// <summary>Bytes of one call, averaged over many after a warm-up, so that one-time work of the runtime does not count.</summary>
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
