using System.Net;
using System.Net.Http.Headers;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Tests.Gateway;

public sealed class InputRouteTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task Inputs_Applied_AnswersAsTheDesignSays()
    {
        SendInput? sent = null;
        var id = node.Emulator(message => Reply(sent = (SendInput)message));
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", """{"inputs":"a b, start"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            $$"""{"emulator":"{{id}}","outcome":"applied","applied":3,"of":3,"epoch":2,"sequence":17,"latencyMs":61.2}""",
            await response.Content.ReadAsStringAsync());
        Assert.Equal("A B START", sent!.Input.ToString());
        Assert.Equal(InputTerms.Default, sent.Terms);
    }

    [Fact]
    public async Task Inputs_AllTerms_ReachTheEmulator()
    {
        SendInput? sent = null;
        var id = node.Emulator(message => Reply(sent = (SendInput)message));
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", """{"inputs":"A","id":"k-1","deadlineMs":250,"priority":"bulk"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new InputTerms { Id = "k-1", Deadline = TimeSpan.FromMilliseconds(250), Priority = InputPriority.Bulk }, sent!.Terms);
    }

    [Theory]
    [InlineData("""{"inputs":"A*5","hold":10,"wait":0}""", "A:10/1*5")]
    [InlineData("""{"inputs":"A:2/0 [RIGHT]+B WAIT:3","hold":4,"wait":8}""", "A:2/0 B+[RIGHT]:4/8 WAIT:3")]
    [InlineData("""{"inputs":"A","wait":8}""", "A/8")]
    [InlineData("""{"inputs":"A","hold":4}""", "A:4")]
    public async Task Inputs_HoldAndWait_BecomePartOfTheInput(string body, string expected)
    {
        SendInput? sent = null;
        var id = node.Emulator(message => Reply(sent = (SendInput)message));
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, sent!.Input.ToString());
    }

    [Theory]
    [InlineData("""{"inputs":"A"}""")]
    [InlineData("""{"inputs":"A","id":"key-9"}""")]
    public async Task Inputs_IdempotencyKey_IsTheId(string body)
    {
        SendInput? sent = null;
        var id = node.Emulator(message => Reply(sent = (SendInput)message));
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", body, ("Idempotency-Key", "key-9"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("key-9", sent!.Terms.Id);
    }

    [Fact]
    public async Task Inputs_KeyAndIdDiffer_IsRefused()
    {
        var id = node.Emulator(NothingMayArrive);
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", """{"inputs":"A","id":"one"}""", ("Idempotency-Key", "two"));
        var problem = await TestNode.ProblemAsync(response, 400, "invalidRequest");
        Assert.Contains("Idempotency-Key", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "badJson", "The body is empty")]
    [InlineData("{\"inputs\":\"A\"", "badJson", "not JSON at line 1, position")]
    [InlineData("{\n  \"inputs\": A }", "badJson", "not JSON at line 2, position 13")]
    [InlineData("{\"inputs\":\"A\",\"inputs\":\"B\"}", "badJson", "inputs")]
    [InlineData("[]", "badJson", "The body is an array; a JSON object is expected.")]
    [InlineData("\"A\"", "badJson", "The body is a string; a JSON object is expected.")]
    [InlineData("null", "badJson", "The body is null; a JSON object is expected.")]
    [InlineData("{}", "badJson", "inputs is missing; a string is expected.")]
    [InlineData("{\"inputs\":null}", "badJson", "inputs is missing")]
    [InlineData("{\"inputs\":\"\\ud800\"}", "badJson", "not Unicode")]
    [InlineData("{\"inputs\":\"A\",\"\\udc00\":1}", "badJson", "not Unicode")]
    [InlineData("{\"inputs\":\"A\",\"id\":[{\"x\":\"\\ud83d!\"}]}", "badJson", "not Unicode")]
    [InlineData("{\"inputs\":5}", "badJson", "inputs is a number; a string is expected.")]
    [InlineData("{\"inputs\":[\"A\"]}", "badJson", "inputs is an array; a string is expected.")]
    [InlineData("{\"inputs\":\"A\",\"input\":\"B\"}", "badJson", "'input' is not a member of this request; inputs, hold, wait, id, deadlineMs, priority, lease are allowed.")]
    [InlineData("{\"inputs\":\"A\",\"deadlineMs\":0}", "badJson", "deadlineMs is 0; a whole number from 1 to 86400000 is expected.")]
    [InlineData("{\"inputs\":\"A\",\"deadlineMs\":1.5}", "badJson", "deadlineMs is 1.5;")]
    [InlineData("{\"inputs\":\"A\",\"deadlineMs\":\"5\"}", "badJson", "deadlineMs is a string;")]
    [InlineData("{\"inputs\":\"A\",\"priority\":\"high\"}", "badJson", "priority is 'high'; interactive, bulk are allowed.")]
    [InlineData("{\"inputs\":\"A\",\"id\":\"\"}", "invalidRequest", "id has 0 characters")]
    [InlineData("{\"inputs\":\"A\",\"id\":\"a b\"}", "invalidRequest", "id has 3 characters")]
    [InlineData("{\"inputs\":\"\"}", "badInput", "The input is empty")]
    [InlineData("{\"inputs\":\" , \"}", "badInput", "The input is empty")]
    [InlineData("{\"inputs\":\"A JUMP\"}", "badInput", "'JUMP' at position 2 is not a button; allowed are A, B, START")]
    [InlineData("{\"inputs\":\"A*1001\"}", "badInput", "1 to 1000")]
    [InlineData("{\"inputs\":\"A LEFT+RIGHT\"}", "badInput", "'LEFT+RIGHT' at position 2 presses opposite directions")]
    [InlineData("{\"inputs\":\"A:2/x\"}", "badInput", "'A:2/x' at position 0 needs a whole number of frames after '/', 0 to 100000")]
    [InlineData("{\"inputs\":\"A\",\"hold\":0}", "badJson", "hold is 0; a whole number from 1 to 10000 is expected.")]
    [InlineData("{\"inputs\":\"A\",\"wait\":10001}", "badJson", "wait is 10001; a whole number from 0 to 10000 is expected.")]
    [InlineData("{\"inputs\":\"A*1000\",\"hold\":100,\"wait\":1}", "badInput", "inputs: the input names 101000 frames; at most 100000 are allowed.")]
    public async Task Inputs_BadBody_IsRefusedWithTheReason(string body, string code, string detail)
    {
        var id = node.Emulator(NothingMayArrive);
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", body);
        var problem = await TestNode.ProblemAsync(response, 400, code);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_BytesThatAreNotUtf8_AreRefused()
    {
        var id = node.Emulator(NothingMayArrive);
        using var body = new ByteArrayContent([.. "{\"inputs\":\"A "u8, 0xFF, .. "\"}"u8]);
        using var response = await node.SendAsync(HttpMethod.Post, $"/api/emulators/{id}/inputs", body);
        var problem = await TestNode.ProblemAsync(response, 400, "badJson");
        Assert.Contains("not UTF-8", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(17_000)]
    [InlineData(2 * 1024 * 1024)]
    public async Task Inputs_BodyTooLarge_Is413(int length)
    {
        var id = node.Emulator(NothingMayArrive);
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", $$"""{"inputs":"{{new string('A', length)}}"}""");
        var problem = await TestNode.ProblemAsync(response, 413, "bodyTooLarge");
        Assert.Contains("16384 bytes", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_BodyAtTheLimit_IsRead()
    {
        var id = node.Emulator(message => Reply((SendInput)message));
        var body = """{"inputs":"A"}""".PadRight(16 * 1024);
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Inputs_UnknownEmulator_Is404()
    {
        using var response = await node.PostAsync("/api/emulators/nobody/inputs", """{"inputs":"A"}""");
        var problem = await TestNode.ProblemAsync(response, 404, "unknownEmulator");
        Assert.Contains("nobody", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_BadEmulatorId_Is400()
    {
        using var response = await node.PostAsync("/api/emulators/EMU%201/inputs", """{"inputs":"A"}""");
        var problem = await TestNode.ProblemAsync(response, 400, "badEmulatorId");
        Assert.Contains("'EMU 1' is not an emulator id; 1 to 64 characters", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InputOutcome.Partial, ReplyCode.ServerError, 409, "serverError")]
    [InlineData(InputOutcome.Partial, ReplyCode.None, 409, "partial")]
    [InlineData(InputOutcome.Unknown, ReplyCode.ServerTimeout, 409, "serverTimeout")]
    [InlineData(InputOutcome.NotApplied, ReplyCode.ServerUnreachable, 503, "serverUnreachable")]
    [InlineData(InputOutcome.NotApplied, ReplyCode.UnknownEmulator, 404, "unknownEmulator")]
    [InlineData(InputOutcome.NotApplied, ReplyCode.InputIdReused, 409, "inputIdReused")]
    [InlineData(InputOutcome.NotApplied, ReplyCode.Uncertain, 409, "uncertain")]
    [InlineData(InputOutcome.NotApplied, ReplyCode.InvalidRequest, 400, "invalidRequest")]
    [InlineData(InputOutcome.Expired, ReplyCode.DeadlinePassed, 410, "deadlinePassed")]
    [InlineData(InputOutcome.Overloaded, ReplyCode.QueueFull, 429, "queueFull")]
    [InlineData(InputOutcome.NotSupported, ReplyCode.NotSupported, 422, "notSupported")]
    [InlineData(InputOutcome.Quarantined, ReplyCode.Quarantined, 503, "quarantined")]
    [InlineData(InputOutcome.NoCapacity, ReplyCode.NoCapacity, 503, "noCapacity")]
    public async Task Inputs_NotWhollyApplied_IsAProblemWithTheReply(InputOutcome outcome, ReplyCode code, int status, string name)
    {
        var applied = outcome is InputOutcome.Partial or InputOutcome.Unknown ? 1 : 0;
        var id = node.Emulator(message => Reply((SendInput)message) with { Outcome = outcome, Applied = applied, Code = code, Detail = code == ReplyCode.None ? null : "why" });
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", """{"inputs":"A B"}""");
        var problem = await TestNode.ProblemAsync(response, status, name);
        Assert.Equal(id, problem.GetProperty("emulator").GetString());
        Assert.Equal(outcome.ToString(), problem.GetProperty("outcome").GetString(), ignoreCase: true);
        Assert.Equal((applied, 2), (problem.GetProperty("applied").GetInt32(), problem.GetProperty("of").GetInt32()));
        Assert.Equal((2, 17), (problem.GetProperty("epoch").GetInt32(), problem.GetProperty("sequence").GetInt32()));
        Assert.Equal(61.2, problem.GetProperty("latencyMs").GetDouble());
        Assert.Equal(outcome is InputOutcome.Overloaded or InputOutcome.Quarantined, response.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task Inputs_RetryAfter_IsRoundedUpToSeconds()
    {
        var id = node.Emulator(message => Reply((SendInput)message) with { Outcome = InputOutcome.Overloaded, RetryAfter = TimeSpan.FromMilliseconds(2_100) });
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", """{"inputs":"A"}""");
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Batches_Applied_AnswersTheWholeAndEachInput()
    {
        SendBatch? sent = null;
        var id = node.Emulator(message => Gather(sent = (SendBatch)message, InputOutcome.Applied));
        using var response = await node.PostAsync($"/api/emulators/{id}/batches", """{"inputs":["A B","START"],"mode":"sequential","id":"b1"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            $$"""{"emulator":"{{id}}","outcome":"applied","applied":3,"of":3,"epoch":2,"sequence":17,"latencyMs":61.2,"results":["""
            + $$"""{"emulator":"{{id}}","outcome":"applied","applied":2,"of":2,"epoch":2,"sequence":17,"latencyMs":61.2},"""
            + $$"""{"emulator":"{{id}}","outcome":"applied","applied":1,"of":1,"epoch":2,"sequence":18,"latencyMs":61.2}]}""",
            await response.Content.ReadAsStringAsync());
        Assert.Equal(["A B", "START"], sent!.Batch.Inputs.Select(i => i.ToString()), StringComparer.Ordinal);
        Assert.Equal((DispatchMode.Sequential, "b1"), (sent.Mode, sent.Terms.Id));
    }

    [Theory]
    [InlineData("{\"inputs\":[\"A\"]}", DispatchMode.Coalesced)]
    [InlineData("{\"inputs\":[\"A\"],\"mode\":\"coalesced\"}", DispatchMode.Coalesced)]
    [InlineData("{\"inputs\":[\"A\"],\"mode\":\"concurrent\"}", DispatchMode.Concurrent)]
    public async Task Batches_Mode_ReachesTheEmulator(string body, DispatchMode mode)
    {
        SendBatch? sent = null;
        var id = node.Emulator(message => Gather(sent = (SendBatch)message, InputOutcome.Applied));
        using var response = await node.PostAsync($"/api/emulators/{id}/batches", body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mode, sent!.Mode);
    }

    [Fact]
    public async Task Batches_SecondInputFailed_IsPartialWithResults()
    {
        var id = node.Emulator(message => Gather((SendBatch)message, InputOutcome.NotApplied));
        using var response = await node.PostAsync($"/api/emulators/{id}/batches", """{"inputs":["A B","START"]}""");
        var problem = await TestNode.ProblemAsync(response, 409, "serverError");
        Assert.Equal("partial", problem.GetProperty("outcome").GetString());
        Assert.Equal((2, 3), (problem.GetProperty("applied").GetInt32(), problem.GetProperty("of").GetInt32()));
        var second = problem.GetProperty("results")[1];
        Assert.Equal(("notApplied", "serverError", "why"), (second.GetProperty("outcome").GetString(), second.GetProperty("code").GetString(), second.GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData("{\"inputs\":\"A\"}", "badJson", "inputs is a string; an array of strings is expected.")]
    [InlineData("{\"inputs\":[\"A\",7]}", "badJson", "inputs[1] is a number; a string is expected.")]
    [InlineData("{\"inputs\":[\"A\"],\"mode\":\"fast\"}", "badJson", "mode is 'fast'; coalesced, concurrent, sequential are allowed.")]
    [InlineData("{\"inputs\":[\"A\"],\"modes\":1}", "badJson", "'modes' is not a member")]
    [InlineData("{\"inputs\":[]}", "badInput", "inputs has 0 entries; 1 to 64 are allowed.")]
    [InlineData("{\"inputs\":[\"A\",\"B Q\"]}", "badInput", "inputs[1]: 'Q' at position 2 is not a button")]
    public async Task Batches_BadBody_IsRefusedWithTheReason(string body, string code, string detail)
    {
        var id = node.Emulator(NothingMayArrive);
        using var response = await node.PostAsync($"/api/emulators/{id}/batches", body);
        var problem = await TestNode.ProblemAsync(response, 400, code);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batches_UnknownEmulator_Is404()
    {
        using var response = await node.PostAsync("/api/emulators/nobody/batches", """{"inputs":["A"]}""");
        await TestNode.ProblemAsync(response, 404, "unknownEmulator");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task Inputs_FromAnotherOriginsPage_IsRefused(string header, string value)
    {
        var id = node.Emulator(NothingMayArrive);
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", """{"inputs":"A"}""", (header, value));
        await TestNode.ProblemAsync(response, 403, "crossOrigin");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Inputs_AnyContentType_IsReadAsJson(string? type)
    {
        var id = node.Emulator(message => Reply((SendInput)message));
        using var content = new ByteArrayContent("""{"inputs":"A"}"""u8.ToArray());
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using var response = await node.SendAsync(HttpMethod.Post, $"/api/emulators/{id}/inputs", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Inputs_FromOurOwnPage_Pass()
    {
        var id = node.Emulator(message => Reply((SendInput)message));
        var origin = node.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        using var response = await node.PostAsync($"/api/emulators/{id}/inputs", """{"inputs":"A"}""", ("Origin", origin), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static object NothingMayArrive(IWithEmulatorId message) => throw new InvalidOperationException($"{message} was sent, though the request is bad.");

    private static InputReply Reply(SendInput message) => Reply(message, message.Input, 17);

    private static InputReply Reply(IWithEmulatorId message, InputSequence input, long sequence) =>
        new(message.Emulator, InputOutcome.Applied, input.Count, input.Count, 2, sequence, TimeSpan.FromMilliseconds(61.2));

    private static BatchReply Gather(SendBatch message, InputOutcome later) => BatchReply.Gather([.. message.Batch.Inputs.Select((input, i) =>
    {
        var reply = Reply(message, input, 17 + i);
        return i == 0 || later == InputOutcome.Applied ? reply : reply with { Outcome = later, Applied = 0, Code = ReplyCode.ServerError, Detail = "why" };
    })]);
}
