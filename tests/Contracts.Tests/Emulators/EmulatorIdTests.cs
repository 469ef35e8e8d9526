using ActorInput.Contracts.Emulators;
using CsCheck;

namespace ActorInput.Contracts.Tests.Emulators;

public sealed class EmulatorIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("emu-1")]
    [InlineData("0_9.x-y")]
    [InlineData("...")]
    public void TryParse_AllowedText_KeepsIt(string text)
    {
        Assert.True(EmulatorId.TryParse(text, out var id));
        Assert.Equal(text, id.Value);
        Assert.Equal(text, id.ToString());
        Assert.Equal(id, EmulatorId.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("Emu-1")]
    [InlineData("emu 1")]
    [InlineData("emu/1")]
    [InlineData("emu%2f")]
    [InlineData("emü")]
    [InlineData("emu\n")]
    public void TryParse_ForbiddenText_IsRefused(string? text)
    {
        Assert.False(EmulatorId.TryParse(text, out var id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void TryParse_Length_IsBounded()
    {
        Assert.True(EmulatorId.TryParse(new string('a', 64), out _));
        Assert.False(EmulatorId.TryParse(new string('a', 65), out _));
    }

    [Fact]
    public void Parse_ForbiddenText_NamesTextAndRule()
    {
        var failure = Assert.Throws<FormatException>(() => EmulatorId.Parse("A!"));
        Assert.Equal($"'A!' is not an emulator id; {EmulatorId.Rule}.", failure.Message);
        Assert.Contains("but not '.' and '..' alone", Assert.Throws<FormatException>(() => EmulatorId.Parse("..")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_NamesNothing() => Assert.Equal("", default(EmulatorId).Value);

    [Fact]
    public void TryParse_AnyAcceptedText_NeedsNoEscaping() =>
        Gen.String.Sample(text =>
        {
            if (EmulatorId.TryParse(text, out var id))
                Assert.Equal(text, Uri.EscapeDataString(id.Value));
        });
}
