using System.Net;
using System.Text;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Host.Tests.Gateway;

public sealed class LeaseRouteTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly LeaseToken Token = LeaseToken.Create(EmulatorId.Parse("emu-1"), 7);

    [Fact]
    public async Task Acquire_Nothing_AsksForAnyNow()
    {
        AcquireLease? asked = null;
        node.Broker = (message, _) => Grant(asked = (AcquireLease)message);
        using var response = await node.SendAsync(HttpMethod.Post, "/api/leases", content: null);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($$"""{"lease":"{{Token.Value}}","emulator":"emu-1","epoch":7,"expiresInMs":60000}""", await response.Content.ReadAsStringAsync());
        Assert.Equal($"/api/leases/{Token.Value}", response.Headers.Location?.OriginalString);
        Assert.Equal(new AcquireLease(asked!.RequestId), asked);
    }

    [Theory]
    [InlineData("""{"emulator":"emu-1","timeoutMs":1500,"durationMs":2000,"holder":"bot 7","mayMove":true,"id":"r-1"}""", null)]
    [InlineData("""{"emulator":"emu-1","timeoutMs":1500,"durationMs":2000,"holder":"bot 7","mayMove":true}""", "r-1")]
    public async Task Acquire_AllTerms_ReachTheBroker(string body, string? key)
    {
        AcquireLease? asked = null;
        node.Broker = (message, _) => Grant(asked = (AcquireLease)message);
        using var response = await node.PostAsync("/api/leases", body, key is null ? [] : [("Idempotency-Key", key)]);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        // The broker gets the rest of the time to wait.
        Assert.InRange(asked!.Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1500));
        Assert.Equal(
            new AcquireLease("r-1") { Emulator = Token.Emulator, Timeout = asked.Timeout, Duration = TimeSpan.FromSeconds(2), Holder = "bot 7", MayMove = true }, asked);
    }

    [Fact]
    public async Task Acquire_Cartridge_ReachesTheBroker()
    {
        AcquireLease? asked = null;
        node.Broker = (message, _) => Grant(asked = (AcquireLease)message);
        using var response = await node.PostAsync("/api/leases", """{"cartridge":"POKEMON RED"}""");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal((null, "POKEMON RED"), (asked!.Emulator, asked.Cartridge));
    }

    [Theory]
    [InlineData("""{"emulator":5}""", "badJson", "emulator is a number")]
    [InlineData("""{"emulator":"A!"}""", "badEmulatorId", "'A!' is not an emulator id")]
    [InlineData("""{"emulator":"a","cartridge":"b"}""", "invalidRequest", "emulator is 'a' and cartridge is given too")]
    [InlineData("""{"cartridge":""}""", "invalidRequest", "cartridge has 0 characters; 1 to 128")]
    [InlineData("""{"timeoutMs":-1}""", "badJson", "timeoutMs is -1; a whole number from 0 to 86400000 is expected.")]
    [InlineData("""{"durationMs":999}""", "badJson", "durationMs is 999; a whole number from 1000 to 86400000 is expected.")]
    [InlineData("""{"mayMove":"yes"}""", "badJson", "mayMove is a string; true or false is expected.")]
    [InlineData("""{"holder":"a\nb"}""", "invalidRequest", "holder has 3 characters")]
    [InlineData("""{"id":"a b"}""", "invalidRequest", "requestId has 3 characters")]
    [InlineData("""{"seconds":5}""", "badJson", "'seconds' is not a member of this request; emulator, cartridge, timeoutMs, durationMs, holder, mayMove, id are allowed.")]
    [InlineData("""[]""", "badJson", "The body is an array")]
    public async Task Acquire_BadBody_IsRefusedWithTheReason(string body, string code, string detail)
    {
        node.Broker = (message, _) => throw new InvalidOperationException($"{message} was sent, though the request is bad.");
        using var response = await node.PostAsync("/api/leases", body);
        var problem = await TestNode.ProblemAsync(response, 400, code);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReplyCode.WaitTimedOut, 504, "waitTimedOut")]
    [InlineData(ReplyCode.UnknownEmulator, 404, "unknownEmulator")]
    [InlineData(ReplyCode.NoCapacity, 503, "noCapacity")]
    [InlineData(ReplyCode.UnknownCartridge, 404, "unknownCartridge")]
    [InlineData(ReplyCode.InvalidRequest, 400, "invalidRequest")]
    [InlineData(ReplyCode.QueueFull, 429, "queueFull")]
    [InlineData(ReplyCode.NodeUnreachable, 503, "nodeUnreachable")]
    public async Task Acquire_Refused_IsAProblem(ReplyCode code, int status, string name)
    {
        node.Broker = (_, _) => new LeaseRefused(code, "why", Token.Emulator);
        using var response = await node.PostAsync("/api/leases", """{"emulator":"emu-1"}""");
        var problem = await TestNode.ProblemAsync(response, status, name);
        Assert.Equal(("why", "emu-1"), (problem.GetProperty("detail").GetString(), problem.GetProperty("emulator").GetString()));
        Assert.Equal(code == ReplyCode.QueueFull, response.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task Acquire_BrokerMoves_IsAskedAgainUnderTheSameId()
    {
        var asked = new List<AcquireLease>();
        node.Broker = (message, _) =>
        {
            asked.Add((AcquireLease)message);
            return asked.Count == 1 ? new LeaseRefused(ReplyCode.ShuttingDown, "moves") : Grant(asked[0]);
        };
        using var response = await node.PostAsync("/api/leases", """{"timeoutMs":60000}""");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(asked[0].RequestId, asked[1].RequestId);
        Assert.True(asked[1].Timeout < asked[0].Timeout, $"{asked[1].Timeout} is not less than {asked[0].Timeout}");
    }

    [Fact]
    public async Task Acquire_CallerGoesWhileItWaits_WhatIsGrantedIsReleased()
    {
        var released = new TaskCompletionSource<ReleaseLease>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (id, waiting) = await DisconnectAsync(request: "{\"timeoutMs\":60000,\"emulator\":\"ID\"}", released);
        var token = LeaseToken.Create(EmulatorId.Parse(id), 1);
        waiting.Tell(new LeaseGranted(token, TimeSpan.FromSeconds(60)));
        Assert.Equal(token, (await released.Task.WaitAsync(Bound)).Token);
    }

    [Fact]
    public async Task Acquire_CallerWithAKeyGoes_TheGrantIsLeftToItsNextTry()
    {
        var released = new TaskCompletionSource<ReleaseLease>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (id, waiting) = await DisconnectAsync(request: "{\"timeoutMs\":60000,\"emulator\":\"ID\",\"id\":\"mine\"}", released);
        var granted = new LeaseGranted(LeaseToken.Create(EmulatorId.Parse(id), 1), TimeSpan.FromSeconds(60));
        waiting.Tell(granted);
        node.Broker = (_, _) => granted;
        using var again = await node.PostAsync("/api/leases", $$"""{"emulator":"{{id}}","id":"mine"}""");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.False(released.Task.IsCompleted, "the lease was released");
    }

    [Fact]
    public async Task Renew_Held_LastsFromNow()
    {
        RenewLease? sent = null;
        var token = Held(message => new LeaseGranted((sent = (RenewLease)message).Token, TimeSpan.FromSeconds(5)));
        using var content = new StringContent("""{"durationMs":5000}""", Encoding.UTF8, "application/json");
        using var response = await node.SendAsync(HttpMethod.Put, $"/api/leases/{token.Value}", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"lease":"{{token.Value}}","emulator":"{{token.Emulator}}","epoch":3,"expiresInMs":5000}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(new RenewLease(token, TimeSpan.FromSeconds(5)), sent);

        using var plain = await node.SendAsync(HttpMethod.Put, $"/api/leases/{token.Value}", content: null);
        Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
        Assert.Equal(new RenewLease(token), sent);
    }

    [Fact]
    public async Task Release_Held_IsDone()
    {
        ReleaseLease? sent = null;
        var token = Held(message => new LeaseEnded((sent = (ReleaseLease)message).Emulator, 3));
        using var response = await node.SendAsync(HttpMethod.Delete, $"/api/leases/{token.Value}", content: null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"emulator":"{{token.Emulator}}","done":"release"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(token, sent!.Token);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task RenewOrRelease_StaleOrMalformed_IsRefused(string method)
    {
        var token = Held(message => new RequestFailed(message.Emulator, ReplyCode.StaleLease, "ended"));
        using var stale = await node.SendAsync(new HttpMethod(method), $"/api/leases/{token.Value}", content: null);
        await TestNode.ProblemAsync(stale, 409, "staleLease");

        using var malformed = await node.SendAsync(new HttpMethod(method), "/api/leases/emu-1.7.secret", content: null);
        var problem = await TestNode.ProblemAsync(malformed, 400, "badLease");
        Assert.Equal($"lease is a text of 14 characters that is not a lease token; {LeaseToken.Rule}.", problem.GetProperty("detail").GetString());
        Assert.DoesNotContain("secret\"", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"durationMs\":1}", "durationMs is 1;")]
    [InlineData("{\"duration\":5000}", "'duration' is not a member")]
    public async Task Renew_BadBody_IsRefused(string body, string detail)
    {
        var token = Held(message => throw new InvalidOperationException($"{message} was sent."));
        using var content = new StringContent(body);
        using var response = await node.SendAsync(HttpMethod.Put, $"/api/leases/{token.Value}", content);
        var problem = await TestNode.ProblemAsync(response, 400, "badJson");
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static LeaseGranted Grant(AcquireLease _) => new(Token, TimeSpan.FromSeconds(60));

    private LeaseToken Held(Func<IWithEmulatorId, object> answer) => LeaseToken.Create(EmulatorId.Parse(node.Emulator(answer)), 3);

    /// <summary>Asks for a lease, and hangs up while the broker makes it wait.</summary>
    /// <returns>The requested emulator, and the receiver of the broker's answer.</returns>
    private async Task<(string Emulator, IActorRef Waiting)> DisconnectAsync(string request, TaskCompletionSource<ReleaseLease> released)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
        node.Broker = (_, sender) =>
        {
            asked.TrySetResult(sender);
            return null;
        };
        var id = node.Emulator(message =>
        {
            released.TrySetResult((ReleaseLease)message);
            return null;
        });
        node.CallerGone = () => gone.TrySetResult();
        using var caller = new CancellationTokenSource();
        using var content = new StringContent(request.Replace("ID", id, StringComparison.Ordinal));
        var pending = node.Client.PostAsync("/api/leases", content, caller.Token);
        var waiting = await asked.Task.WaitAsync(Bound);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await gone.Task.WaitAsync(Bound);
        return (id, waiting);
    }
}
