using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Tests.Messages;

public sealed class InputTermsTests
{
    [Fact]
    public void Problem_OfDefault_IsNone()
    {
        Assert.Null(InputTerms.Default.Problem());
        Assert.Equal(InputPriority.Interactive, InputTerms.Default.Priority);
        Assert.False(InputTerms.Default.DropWithSender);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("!~")]
    public void Problem_OfPrintableId_IsNone(string id) => Assert.Null(new InputTerms { Id = id }.Problem());

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    public void Problem_OfOtherId_NamesTheRule(string id)
    {
        var problem = new InputTerms { Id = id }.Problem();
        Assert.Equal($"id has {id.Length} characters; 1 to 128 printable ASCII characters without spaces are allowed.", problem);
    }

    [Fact]
    public void Problem_OfIdLength_IsBounded()
    {
        Assert.Null(new InputTerms { Id = new string('x', 128) }.Problem());
        Assert.NotNull(new InputTerms { Id = new string('x', 129) }.Problem());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(86_400_001)]
    public void Problem_OfDeadlineOutOfRange_NamesValueAndRange(int milliseconds)
    {
        var problem = new InputTerms { Deadline = TimeSpan.FromMilliseconds(milliseconds) }.Problem();
        Assert.Equal($"deadline is {milliseconds} ms; more than 0 and at most 86400000 ms are allowed.", problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(86_400_000)]
    public void Problem_OfDeadlineInRange_IsNone(int milliseconds) =>
        Assert.Null(new InputTerms { Deadline = TimeSpan.FromMilliseconds(milliseconds) }.Problem());

    [Fact]
    public void Problem_OfUnknownPriority_NamesTheAllowed() =>
        Assert.Equal("priority is 9; interactive and bulk are allowed.", new InputTerms { Priority = (InputPriority)9 }.Problem());
}
