using System.Text.RegularExpressions;

namespace ActorInput.Emulation.Tests.Gym;

/// <summary>
/// The recorded requests, sent to our own routes: the same answers, byte for byte, except values that cannot be the same. Requests to paths that a
/// pokemon-gym does not have are in <see cref="TranscriptOtherRouteTests"/>.
/// </summary>
public sealed partial class TranscriptReplayTests
{
    /// <summary>
    /// The intended differences: a name that leads out of the folder of the state files is refused, and nothing changes. Therefore the first such
    /// request leaves no fresh game running, which the second entry shows.
    /// </summary>
    private static readonly Dictionary<string, (int Status, string Answer)> Differences = new(StringComparer.Ordinal)
    {
        ["initialize, state file missing"] = (400,
            """{"detail":"Invalid load_state_file: '/nonexistent.state' is outside of the folder. State files are kept inside gameplay_sessions."}"""),
        ["status after that failed initialize"] = (200, """{"status":"not_initialized"}"""),
        ["save_state, parent directory"] = (400,
            """{"detail":"Invalid filename: '../escape.state' names a parent directory ('..'). State files are kept inside gameplay_sessions."}"""),
    };

    private readonly Dictionary<string, string> _sessions = new(StringComparer.Ordinal);

    [Fact]
    public async Task Replay_WholeRecording_IsAnsweredAlike()
    {
        var all = TranscriptExchange.ReadAll();
        Assert.Equal(64, all.Count);
        var exchanges = all.Where(exchange => !exchange.IsOfAnotherRoute).ToList();
        Assert.Equal(58, exchanges.Count);
        Assert.All(Differences.Keys, title => Assert.Single(exchanges, exchange => title.Equals(exchange.Title, StringComparison.Ordinal)));
        await using var server = await GymServer.StartAsync();

        foreach (var exchange in exchanges)
        {
            // The time advances, so that durations, and names made from the time, differ.
            server.Time.Advance(TimeSpan.FromSeconds(1.0625));
            await ReplayAsync(server, exchange);
        }

        Assert.All(server.Files(), file => Assert.StartsWith("states", file, StringComparison.Ordinal));
    }

    private async Task ReplayAsync(GymServer server, TranscriptExchange exchange)
    {
        var body = exchange.Body;
        if (body is not null)
        {
            foreach (var (recorded, ours) in _sessions)
                body = body.Replace(recorded, ours, StringComparison.Ordinal);
        }

        var before = await server.SnapshotAsync();
        var (status, answer, response) = await server.SendAsync(exchange.Method, exchange.Path, body, exchange.ContentType);
        using (response)
        {
            var (expectedStatus, expected) = Differences.TryGetValue(exchange.Title, out var ours) ? ours : (exchange.Status, exchange.Answer);
            Assert.Equal($"{exchange.Title}: {expectedStatus} {Normal(expected)}", $"{exchange.Title}: {status} {Normal(answer)}");
            CompareSessions(expected, answer);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
            Assert.True(response.Content.Headers.ContentLength > 0, $"'{exchange.Title}' has no content length.");
            Assert.Equal(exchange.Allow, response.Content.Headers.Allow.SingleOrDefault());
        }

        if (status >= 400)
            Assert.Equal($"{exchange.Title}: {before}", $"{exchange.Title}: {await server.SnapshotAsync()}");
        foreach (Match picture in Picture().Matches(answer))
            Assert.Equal(8, Convert.FromBase64String(picture.Groups["base64"].Value).Length);
    }

    /// <summary>A session's name in the recording stands for the same session here each time.</summary>
    private void CompareSessions(string expected, string answer)
    {
        foreach (var (recorded, ours) in Session().Matches(expected).Zip(Session().Matches(answer), (a, b) => (a.Value, b.Value)))
        {
            _sessions.TryAdd(recorded, ours);
            Assert.Equal(_sessions[recorded], ours);
        }

        Assert.Equal(_sessions.Count, _sessions.Values.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Replaces each value that cannot be the same by a word; 0.0 and an empty picture are kept.</summary>
    private static string Normal(string answer)
    {
        var text = Picture().Replace(answer, "\"screenshot_base64\":\"<picture>\"");
        text = Time().Replace(text, "\"${name}\":<time>");
        text = Session().Replace(text, "session_<time>");
        return GameState().Replace(text, "game_state_<time>");
    }

    [GeneratedRegex("""
        "screenshot_base64":"(?<base64>[^"]+)"
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1_000)]
    private static partial Regex Picture();

    [GeneratedRegex("""
        "(?<name>execution_time|remaining_time_seconds|remaining_time_minutes)":(?!0\.0[,}])\d+\.\d+(?=[,}])
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1_000)]
    private static partial Regex Time();

    [GeneratedRegex(@"session_\d{8}_\d{6}", RegexOptions.None, 1_000)]
    private static partial Regex Session();

    [GeneratedRegex(@"game_state_\d{8}_\d{6}", RegexOptions.None, 1_000)]
    private static partial Regex GameState();
}
