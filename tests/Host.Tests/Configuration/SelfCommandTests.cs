using ActorInput.Host.Configuration;

namespace ActorInput.Host.Tests.Configuration;

public sealed class SelfCommandTests
{
    [Theory]
    [InlineData("/opt/x/actorinput", "/opt/x/actorinput", "")]
    [InlineData("/usr/bin/dotnet", "/usr/bin/dotnet", "/opt/x/actorinput.dll ")]
    [InlineData("/opt/x/testhost", "dotnet", "/opt/x/actorinput.dll ")]
    [InlineData(null, "dotnet", "/opt/x/actorinput.dll ")]
    public void ForSelf_ProcessPath_IsStartedTheSameWay(string? process, string program, string before)
    {
        var command = SelfCommand.ForSelf(process, "/opt/x/actorinput.dll", ["emulator", "--rom", "/r.gb"]);
        Assert.Equal(program, command.Program);
        Assert.Equal($"{before}emulator --rom /r.gb", string.Join(' ', command.Arguments));
    }

    [Fact]
    public void ForEmulators_Files_AreFullPaths()
    {
        var command = SelfCommand.ForEmulators(new NodeArguments { Rom = "game.gb", Core = "/c.so" });
        var line = string.Join(' ', command.Arguments);
        Assert.EndsWith($"emulator --rom {Path.GetFullPath("game.gb")} --core /c.so", line, StringComparison.Ordinal);
    }
}
