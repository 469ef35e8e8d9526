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
        { "A+B+SELECT+START+RIGHT+LEFT+UP+DOWN", "A+B+SELECT+START+RIGHT+LEFT+UP+DOWN" },
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
