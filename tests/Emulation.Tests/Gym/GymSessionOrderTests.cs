using ActorInput.Emulation.Gym;

namespace ActorInput.Emulation.Tests.Gym;

/// <summary>The order of overlapping requests to one game.</summary>
public sealed class GymSessionOrderTests
{
    private const string PressA = """{"action_type":"press_key","keys":["a"]}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Status_BehindARunningAction_CountsIt()
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        var release = new TaskCompletionSource();
        server.Runner.Hold = release.Task;
        var action = server.PostAsync("/action", PressA);
        await server.Runner.Came.Task.WaitAsync(Patience);

        var status = server.StatusAsync();
        Assert.False(status.IsCompleted);
        release.SetResult();

        Assert.Contains("\"steps_taken\":1,", await status.WaitAsync(Patience), StringComparison.Ordinal);
        Assert.Equal(200, (await action).Status);
    }

    [Fact]
    public async Task Action_WhoseCallerWentAway_IsAppliedAndCounted()
    {
        await using var server = await GymServer.StartAsync();
        await server.PostAsync("/initialize", "{}");
        var release = new TaskCompletionSource();
        server.Runner.Hold = release.Task;
        using var leave = new CancellationTokenSource();
        using var content = new StringContent(PressA, null, "application/json");
        var action = server.Http.PostAsync("/action", content, leave.Token);
        await server.Runner.Came.Task.WaitAsync(Patience);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => action);
        release.SetResult();

        Assert.Contains("\"steps_taken\":1,", await server.StatusAsync(), StringComparison.Ordinal);
        Assert.Contains("\"dialog\":\"AA\"", (await server.PostAsync("/action", PressA)).Body, StringComparison.Ordinal);
        Assert.All(server.Runner.Cancellations, token => Assert.False(token.CanBeCanceled));
    }

    [Fact]
    public async Task Requests_BeyondTheLimit_AreRefusedAtOnceAndNotDone()
    {
        await using var server = await GymServer.StartAsync(new GymSessionOptions { MaxRequests = 1 });
        await server.PostAsync("/initialize", "{}");
        var release = new TaskCompletionSource();
        server.Runner.Hold = release.Task;
        var action = server.PostAsync("/action", PressA);
        await server.Runner.Came.Task.WaitAsync(Patience);

        var (status, answer) = await server.PostAsync("/action", PressA);
        release.SetResult();
        await action;

        Assert.Equal(503, status);
        Assert.Equal("""{"detail":"Too many requests: 1 are waiting already. Nothing was done."}""", answer);
        Assert.Contains("\"steps_taken\":1,", await server.StatusAsync(), StringComparison.Ordinal);
    }
}
