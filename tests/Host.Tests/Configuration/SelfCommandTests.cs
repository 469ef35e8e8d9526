using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Host.Commands;
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
        var command = SelfCommand.ForEmulators(new NodeArguments { Rom = "game.gb", Core = "/c.so" }, InputLimits.Default);
        var line = string.Join(' ', command.Arguments);
        Assert.EndsWith($"emulator --rom {Path.GetFullPath("game.gb")} --core /c.so", line, StringComparison.Ordinal);
    }

    [Fact]
    public void ForEmulators_WhatIsNotTheDefault_IsPassedOnAndUnderstood()
    {
        var limits = new InputLimits { MaxPresses = 1, MaxFrames = 2, MaxBatchInputs = 3, MaxTextLength = 4 };
        var command = SelfCommand.ForEmulators(new NodeArguments { Speed = GameSpeed.RealTime, Hold = 5, Wait = 0 }, limits);
        string[] line = [.. command.Arguments.SkipWhile(a => a != "emulator")];
        Assert.Equal(
            "emulator --speed real-time --hold 5 --wait 0 --max-presses 1 --max-frames 2 --max-inputs 3 --max-text 4", string.Join(' ', line));
        Assert.Empty(HostCommandLine.Create().Parse(line).Errors);
    }
}
