using ActorInput.Host.Common;

namespace ActorInput.Host.Tests.Commands;

public sealed class TypedCommandTests
{
    [Theory]
    [InlineData(null, "actorinput")]
    [InlineData("", "actorinput")]
    [InlineData("./run", "./run")]
    [InlineData("../a folder/run", "../a folder/run")]
    [InlineData("a\nb", "actorinput")]
    public void Name_IsWhatTheUserTyped(string? variable, string expected) => Assert.Equal(expected, TypedCommand.From(variable));

    [Fact]
    public void Name_OfAnotherProgram_StandsWhereNothingWasTyped() => Assert.Equal("./run", TypedCommand.From(null, "./run"));
}
