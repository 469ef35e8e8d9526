using ActorInput.Actors.Pool;

namespace ActorInput.Actors.Tests.Pool;

public sealed class EmulatorServerProcessTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>A process may have ended before its last output was read.</summary>
    [Fact]
    public async Task End_WithAnError_TellsItsLastLine()
    {
        for (var i = 0; i < 50; i++)
            Assert.EndsWith(" ended: No emulator core.", await EpitaphAsync("echo 'one' >&2; echo 'No emulator core.' >&2; exit 1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kill -9 $$", "was killed (signal 9), by hand or because memory ran out, and said nothing.")]
    [InlineData("kill -11 $$", "crashed (signal 11), probably in the emulator core, and said nothing.")]
    [InlineData("exit 3", "ended with code 3 and said nothing.")]
    public async Task End_InSilence_TellsWhatItsCodeMeans(string script, string expected) =>
        Assert.EndsWith(expected, await EpitaphAsync(script), StringComparison.Ordinal);

    private static async Task<string> EpitaphAsync(string script)
    {
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = EmulatorServerProcess.Start(new EmulatorServerCommand("sh", ["-c", script]), 1, _ => { }, _ => { }, told.SetResult, TimeProvider.System);
        return await told.Task.WaitAsync(Bound);
    }
}
