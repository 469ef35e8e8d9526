using ActorInput.Contracts.Inputs;

namespace ActorInput.Contracts.Tests.Inputs;

public sealed class InputParserTests
{
    private static readonly InputLimits Tight = new() { MaxPresses = 5, MaxFrames = 100, MaxTextLength = 40 };

    public static TheoryData<string, string> Canonical => new()
    {
        { "a", "A" },
        { "A B START", "A B START" },
        { "right,right , a", "RIGHT*2 A" },
        { "\tA\r\nB,,", "A B" },
        { "RIGHT*5", "RIGHT*5" },
        { "A A*2 A", "A*4" },
        { "A:12", "A:12" },
        { "A:12*3", "A:12*3" },
        { "B+A", "A+B" },
        { "down+left+a:7*2", "A+LEFT+DOWN:7*2" },
        { "wait:30", "WAIT:30" },
        { "WAIT:1*3 WAIT:1", "WAIT:1*4" },
        { "A*1", "A" },
        { "A:007", "A:7" },
        { "A+B+SELECT+START+RIGHT+UP", "A+B+SELECT+START+RIGHT+UP" },
        { "a:2/0", "A:2/0" },
        { "A:2/0 A:2/0*2", "A:2/0*3" },
        { "A/0", "A/0" },
        { "A:02/007", "A:2/7" },
        { "A A/0 A:1 A:1/0", "A A/0 A:1 A:1/0" },
        { "[right]+a", "A+[RIGHT]" },
        { "[UP]", "[UP]" },
        { "[A]+[b]+Left:3/4*2", "[A]+[B]+LEFT:3/4*2" },
        { "RIGHT [RIGHT] [RIGHT]*2", "RIGHT [RIGHT]*3" },
    };

    [Theory]
    [MemberData(nameof(Canonical))]
    public void Parse_WellFormed_HasItsCanonicalText(string text, string canonical)
    {
        var input = InputSequence.Parse(text);
        Assert.Equal(canonical, input.ToString());
        Assert.Equal(input, InputSequence.Parse(canonical));
    }

    [Fact]
    public void Parse_Steps_AreWrittenOutInOrder()
    {
        var input = InputSequence.Parse("RIGHT*2 A+B:12 WAIT:30");
        Assert.Equal(
            [new(Button.Right, 0), new(Button.Right, 0), new(Button.A | Button.B, 12), new(Button.None, 30)],
            input.Steps.ToArray());
        Assert.Equal(4, input.Count);
    }

    [Fact]
    public void Parse_Timing_IsInTheSteps()
    {
        var input = InputSequence.Parse("A:2/0 B/5 [RIGHT]+A WAIT:3");
        Assert.Equal(
            [
                new(Button.A, 2) { Wait = 0 },
                new(Button.B, 0) { Wait = 5 },
                new(Button.A | Button.Right, 0) { Held = Button.Right },
                new(Button.None, 3),
            ],
            input.Steps.ToArray());
        Assert.Equal([true, true, true, false], input.Steps.ToArray().Select(step => step.IsExact));
        Assert.Equal([2, 5, 0, 3], input.Steps.ToArray().Select(step => step.NamedFrames));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(",,\r\n\t")]
    public void TryParse_NoToken_IsEmpty(string text)
    {
        var error = Fails(text, InputLimits.Default);
        Assert.Equal(InputParseFault.Empty, error.Fault);
        Assert.Contains("A, B, START, SELECT, UP, DOWN, LEFT, RIGHT or WAIT:frames", error.Describe(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A X B", InputParseFault.UnknownButton, 2, "X")]
    [InlineData("AB", InputParseFault.UnknownButton, 0, "AB")]
    [InlineData("A +", InputParseFault.UnknownButton, 2, "+")]
    [InlineData("A+", InputParseFault.UnknownButton, 0, "A+")]
    [InlineData("A++B", InputParseFault.UnknownButton, 0, "A++B")]
    [InlineData("WAIT+A:3", InputParseFault.UnknownButton, 0, "WAIT+A:3")]
    [InlineData("*3", InputParseFault.UnknownButton, 0, "*3")]
    [InlineData(":3", InputParseFault.UnknownButton, 0, ":3")]
    [InlineData("A;B", InputParseFault.UnknownButton, 0, "A;B")]
    [InlineData("  B+A+b", InputParseFault.RepeatedButton, 2, "B+A+b")]
    [InlineData("A [RIGHT+A]", InputParseFault.UnknownButton, 2, "[RIGHT+A]")]
    [InlineData("[A", InputParseFault.UnknownButton, 0, "[A")]
    [InlineData("A]", InputParseFault.UnknownButton, 0, "A]")]
    [InlineData("[]", InputParseFault.UnknownButton, 0, "[]")]
    [InlineData("[[A]]", InputParseFault.UnknownButton, 0, "[[A]]")]
    [InlineData("[WAIT]:3", InputParseFault.UnknownButton, 0, "[WAIT]:3")]
    [InlineData("A+[A]", InputParseFault.RepeatedButton, 0, "A+[A]")]
    [InlineData("A LEFT+RIGHT", InputParseFault.OpposingDirections, 2, "LEFT+RIGHT")]
    [InlineData("up+A+down:3", InputParseFault.OpposingDirections, 0, "up+A+down:3")]
    [InlineData("[LEFT]+RIGHT/0*2", InputParseFault.OpposingDirections, 0, "[LEFT]+RIGHT/0*2")]
    [InlineData("A/", InputParseFault.BadWait, 0, "A/")]
    [InlineData("A:2/-1", InputParseFault.BadWait, 0, "A:2/-1")]
    [InlineData("A:2/101", InputParseFault.BadWait, 0, "A:2/101")]
    [InlineData("A:2/1/1", InputParseFault.BadWait, 0, "A:2/1/1")]
    [InlineData("A/2:1", InputParseFault.BadWait, 0, "A/2:1")]
    [InlineData("A WAIT:3/1", InputParseFault.BadWait, 2, "WAIT:3/1")]
    [InlineData("A WAIT/1", InputParseFault.BadWait, 2, "WAIT/1")]
    [InlineData("A:/1", InputParseFault.BadFrames, 0, "A:/1")]
    [InlineData("A:0/1", InputParseFault.BadFrames, 0, "A:0/1")]
    [InlineData("/3", InputParseFault.UnknownButton, 0, "/3")]
    [InlineData("A:1/50 A/50", InputParseFault.TooManyFrames, 7, "A/50")]
    [InlineData("A/21*5", InputParseFault.TooManyFrames, 0, "A/21*5")]
    [InlineData("A WAIT", InputParseFault.BadFrames, 2, "WAIT")]
    [InlineData("WAIT:", InputParseFault.BadFrames, 0, "WAIT:")]
    [InlineData("WAIT:0", InputParseFault.BadFrames, 0, "WAIT:0")]
    [InlineData("A:0", InputParseFault.BadFrames, 0, "A:0")]
    [InlineData("A:-1", InputParseFault.BadFrames, 0, "A:-1")]
    [InlineData("A:1.5", InputParseFault.BadFrames, 0, "A:1.5")]
    [InlineData("A:99999999999999999999", InputParseFault.BadFrames, 0, "A:99999999999999999999")]
    [InlineData("A:101", InputParseFault.BadFrames, 0, "A:101")]
    [InlineData("A:1:2", InputParseFault.BadFrames, 0, "A:1:2")]
    [InlineData("A*", InputParseFault.BadRepeat, 0, "A*")]
    [InlineData("A*0", InputParseFault.BadRepeat, 0, "A*0")]
    [InlineData("A*6", InputParseFault.BadRepeat, 0, "A*6")]
    [InlineData("A*2:3", InputParseFault.BadRepeat, 0, "A*2:3")]
    [InlineData("A*3 B*3", InputParseFault.TooManyPresses, 4, "B*3")]
    [InlineData("A B A B A B", InputParseFault.TooManyPresses, 10, "B")]
    [InlineData("A:60 B:40 WAIT:1", InputParseFault.TooManyFrames, 10, "WAIT:1")]
    [InlineData("A:51*2", InputParseFault.TooManyFrames, 0, "A:51*2")]
    public void TryParse_Fault_PointsAtItsToken(string text, InputParseFault fault, int position, string token)
    {
        var error = Fails(text, Tight);
        Assert.Equal(fault, error.Fault);
        Assert.Equal(position, error.Position);
        Assert.Equal(token, text.Substring(error.Position, error.Length));
        Assert.StartsWith($"'{token}' at position {position} ", error.Describe(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X", "allowed are A, B, START, SELECT, UP, DOWN, LEFT, RIGHT")]
    [InlineData("A+A", "each button once")]
    [InlineData("A:0", "1 to 100.")]
    [InlineData("A*9", "1 to 5.")]
    [InlineData("A/x", "0 to 100;")]
    [InlineData("UP+DOWN", "UP or DOWN")]
    [InlineData("[A", "[RIGHT]+A")]
    [InlineData("A*5 A", "more than 5 presses")]
    [InlineData("A:99 B:2", "more than 100 frames")]
    public void Describe_Fault_SaysWhatIsAllowed(string text, string allowed) =>
        Assert.Contains(allowed, Fails(text, Tight).Describe(text), StringComparison.Ordinal);

    [Fact]
    public void TryParse_AtTheLimits_IsAccepted()
    {
        Assert.True(InputSequence.TryParse("A:20*5", Tight, out var input, out _));
        Assert.Equal(5, input.Count);
        Assert.True(InputSequence.TryParse("A".PadRight(40), Tight, out _, out _));
    }

    [Fact]
    public void TryParse_TextTooLong_IsRefusedWithBothLengths()
    {
        var text = "A".PadRight(41);
        var error = Fails(text, Tight);
        Assert.Equal(InputParseFault.TextTooLong, error.Fault);
        Assert.Equal("The input has 41 characters; at most 40 are allowed.", error.Describe(text));
    }

    [Fact]
    public void TryParse_DefaultLimits_AreThoseOfTheDesign()
    {
        Assert.True(InputSequence.TryParse("A*1000", InputLimits.Default, out _, out _));
        Assert.Equal(InputParseFault.BadRepeat, Fails("A*1001", InputLimits.Default).Fault);
        Assert.Equal(InputParseFault.TooManyPresses, Fails("A*1000 A", InputLimits.Default).Fault);
        Assert.True(InputSequence.TryParse("WAIT:100000", InputLimits.Default, out _, out _));
        Assert.Equal(InputParseFault.TooManyFrames, Fails("WAIT:100000 WAIT:1", InputLimits.Default).Fault);
        Assert.Equal(64, InputLimits.Default.MaxBatchInputs);
    }

    [Fact]
    public void TryParse_ManyLargeRepeats_DoNotOverflow()
    {
        var limits = new InputLimits { MaxPresses = 100_000, MaxFrames = 10_000_000, MaxTextLength = 1_048_576 };
        var error = Fails("WAIT:10000000*100000", limits);
        Assert.Equal(InputParseFault.TooManyFrames, error.Fault);
    }

    [Fact]
    public void Describe_LongToken_IsCut()
    {
        var text = new string('X', 500);
        var description = Fails(text, InputLimits.Default).Describe(text);
        Assert.Contains($"'{new string('X', 40)}…'", description, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('X', 41), description, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Malformed_ThrowsTheDescription()
    {
        var failure = Assert.Throws<FormatException>(() => InputSequence.Parse("A JUMP"));
        Assert.StartsWith("'JUMP' at position 2 is not a button; allowed are A, B,", failure.Message, StringComparison.Ordinal);
    }

    private static InputParseError Fails(string text, InputLimits limits)
    {
        Assert.False(InputSequence.TryParse(text, limits, out var input, out var error));
        Assert.Null(input);
        return error;
    }
}
