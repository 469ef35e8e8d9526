using System.Text.Json;
using ActorInput.Emulation.Gym;
using CsCheck;

namespace ActorInput.Emulation.Tests.Gym;

public sealed class GymStateFolderTests
{
    private static readonly string[] Pieces =
    [
        "..", ".", "/", "//", "\\", "\0", "a", "x.state", "session_20261124_044936", "gameplay_sessions", "out", "~", "%2e%2e", "C:", ":", "*", "\n",
        " ", "é", "😀", "'", "\"", "final_state", "no", new string('n', 300), "{PARENT}", "{FOLDER}",
        "out/x", "../../outside/x", "{PARENT}/outside/x",
    ];

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.String,
        Gen.Int[0, Pieces.Length - 1].Array[1, 6].Select(picks => string.Concat(picks.Select(i => Pieces[i]))));

    /// <summary>No name, in any of the three places, touches anything outside the folder.</summary>
    [Fact]
    public async Task AnyName_InAnyMember_LeavesAllOutsideAlone()
    {
        await using var server = await GymServer.StartAsync();
        await server.InitializeInFolderAsync();
        var outside = Directory.CreateDirectory(Path.Join(server.Parent, "outside")).FullName;
        await File.WriteAllBytesAsync(Path.Join(outside, "x.state"), [1]);
        Directory.CreateSymbolicLink(Path.Join(server.Folder, "out"), outside);
        Directory.CreateSymbolicLink(Path.Join(server.Folder, "session_20261124_044936", "out"), outside);
        var folder = new GymStateFolder(server.Folder);
        var session = Path.Join(server.Folder, "session_20261124_044936");

        await Names.SampleAsync(
            async name =>
            {
                name = name.Replace("{PARENT}", server.Parent, StringComparison.Ordinal)
                    .Replace("{FOLDER}", server.Folder, StringComparison.Ordinal);
                AssertInside(server.Folder, folder.TryResolveSave(session, GymStateFolder.FileName(name, default), out var save, out _), save);
                AssertInside(server.Folder, folder.TryResolveLoad(name, out var load, out _), load);
                AssertInside(server.Folder, folder.TryResolveSession(name, out var other, out _), other);

                var (status, _) = await server.PostAsync("/save_state", JsonSerializer.Serialize(new { filename = name }));
                Assert.Contains(status, new[] { 200, 400, 500 });
                var others = server.Files().Where(file => !file.StartsWith("states", StringComparison.Ordinal));
                Assert.Equal(["outside", "outside/x.state"], others, StringComparer.Ordinal);
                Assert.Equal(1, new FileInfo(Path.Join(outside, "x.state")).Length);
            },
            iter: 400, threads: 1);

        Assert.DoesNotContain(server.Files(), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/save_state", "filename", "../x", "names a parent directory ('..')")]
    [InlineData("/save_state", "filename", "a/../x", "names a parent directory ('..')")]
    [InlineData("/save_state", "filename", "..\\\\x", "names a parent directory ('..')")]
    [InlineData("/save_state", "filename", "/etc/x", "is outside of the folder")]
    [InlineData("/save_state", "filename", "a\\u0000b", "contains a NUL character")]
    [InlineData("/save_state", "filename", "out/x", "leads through a symbolic link")]
    [InlineData("/save_state", "filename", "link", "leads through a symbolic link")]
    [InlineData("/initialize", "load_state_file", "../outside/x.state", "names a parent directory ('..')")]
    [InlineData("/initialize", "load_state_file", "gameplay_sessions/../outside/x.state", "names a parent directory ('..')")]
    [InlineData("/initialize", "load_state_file", "/etc/passwd", "is outside of the folder")]
    [InlineData("/initialize", "load_state_file", "out/x.state", "leads through a symbolic link")]
    [InlineData("/initialize", "load_state_file", "\\u0000", "contains a NUL character")]
    [InlineData("/initialize", "session_id", "..", "names a parent directory ('..')")]
    [InlineData("/initialize", "session_id", ".", "is outside of the folder")]
    [InlineData("/initialize", "session_id", "./", "is outside of the folder")]
    [InlineData("/initialize", "load_state_file", "gameplay_sessions/", "is outside of the folder")]
    [InlineData("/initialize", "session_id", "/tmp", "is outside of the folder")]
    [InlineData("/initialize", "session_id", "out", "leads through a symbolic link")]
    [InlineData("/initialize", "session_id", "a\\u0000b", "contains a NUL character")]
    public async Task Name_ThatLeavesTheFolder_IsRefusedAndNothingChanges(string path, string member, string name, string why)
    {
        await using var server = await GymServer.StartAsync();
        await server.InitializeInFolderAsync();
        await server.PostAsync("/action", """{"action_type":"press_key","keys":["a"]}""");
        var outside = Directory.CreateDirectory(Path.Join(server.Parent, "outside")).FullName;
        await File.WriteAllBytesAsync(Path.Join(outside, "x.state"), server.Runner.Game.StateBytes());
        var session = Path.Join(server.Folder, "session_20261124_044936");
        Directory.CreateSymbolicLink(Path.Join(server.Folder, "out"), outside);
        Directory.CreateSymbolicLink(Path.Join(session, "out"), outside);
        File.CreateSymbolicLink(Path.Join(session, "link.state"), Path.Join(outside, "x.state"));
        var before = await server.SnapshotAsync();

        var (status, answer) = await server.PostAsync(path, $$"""{"{{member}}":"{{name}}"}""");

        Assert.Equal(400, status);
        Assert.StartsWith($$"""{"detail":"Invalid {{member}}: """, answer, StringComparison.Ordinal);
        Assert.EndsWith($$""" {{why}}. State files are kept inside gameplay_sessions."}""", answer, StringComparison.Ordinal);
        Assert.Equal(before, await server.SnapshotAsync());
    }

    [Theory]
    [InlineData(250, 36, "File name too long")]
    [InlineData(5_000, 36, "File name too long")]
    public async Task Name_TooLong_IsToldWithoutTheMachinesPath(int length, int number, string what)
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        var before = await server.SnapshotAsync();
        var name = new string('n', length);

        var answer = await server.PostAsync("/save_state", $$"""{"filename":"{{name}}"}""");

        var shown = $"gameplay_sessions/session_20261124_044936/{name}.state";
        Assert.Equal((500, $$"""{"detail":"Failed to save state: [Errno {{number}}] {{what}}: '{{shown}}'"}"""), answer);
        Directory.Delete(server.Folder); // The folder of all sessions stays; it is empty.
        Assert.Equal(before, await server.SnapshotAsync());
    }

    [Fact]
    public async Task FinalState_ThatIsALink_IsNotFollowed()
    {
        await using var server = await GymServer.StartAsync();
        var session = Directory.CreateDirectory(Path.Join(server.Folder, "mine")).FullName;
        var other = new FakeGame();
        other.Run(Contracts.Inputs.Button.B, 1, render: false);
        var outside = Path.Join(server.Parent, "x.state");
        await File.WriteAllBytesAsync(outside, other.StateBytes());
        File.CreateSymbolicLink(Path.Join(session, "final_state.state"), outside);

        var (status, answer) = await server.PostAsync("/initialize", """{"session_id":"mine"}""");
        Assert.Equal(200, status);
        Assert.Contains("\"money\":0,", answer, StringComparison.Ordinal);
        await server.PostAsync("/stop");

        Assert.Equal(other.StateBytes(), await File.ReadAllBytesAsync(outside));
        Assert.Null(new FileInfo(Path.Join(session, "final_state.state")).LinkTarget);
    }

    private static void AssertInside(string folder, bool resolved, string? path)
    {
        if (resolved)
            Assert.StartsWith(folder + Path.DirectorySeparatorChar, Path.GetFullPath(path!), StringComparison.Ordinal);
    }
}
