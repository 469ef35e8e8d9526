using ActorInput.Contracts.Inputs;

namespace ActorInput.Contracts.Tests.Inputs;

public sealed class ButtonNamesTests
{
    public static TheoryData<string, Button> Names => new()
    {
        { "A", Button.A }, { "B", Button.B }, { "SELECT", Button.Select }, { "START", Button.Start },
        { "RIGHT", Button.Right }, { "LEFT", Button.Left }, { "UP", Button.Up }, { "DOWN", Button.Down },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void TryParse_NameInAnyCase_GivesTheButton(string name, Button button)
    {
        Assert.True(ButtonNames.TryParse(name, out var upper));
        Assert.True(ButtonNames.TryParse(name.ToLowerInvariant(), out var lower));
        Assert.Equal(button, upper);
        Assert.Equal(button, lower);
        Assert.Equal(name, ButtonNames.Of(button));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AB")]
    [InlineData("STAR")]
    [InlineData("STARTS")]
    [InlineData("WAIT")]
    public void TryParse_NoName_GivesNone(string name)
    {
        Assert.False(ButtonNames.TryParse(name, out var button));
        Assert.Equal(Button.None, button);
    }

    [Theory]
    [InlineData(Button.None)]
    [InlineData(Button.A | Button.B)]
    public void Of_NotOneButton_IsRefused(Button button) => Assert.Throws<ArgumentOutOfRangeException>(() => ButtonNames.Of(button));

    [Fact]
    public void All_IsInTheOrderOfTheBits() =>
        Assert.Equal(ButtonNames.All, Enumerable.Range(0, 8).Select(bit => ButtonNames.Of((Button)(1 << bit))), StringComparer.Ordinal);
}
