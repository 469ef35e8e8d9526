using System.Net;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Tests.Gateway;

public sealed class BatchRouteTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly EmulatorId Emulator = EmulatorId.Parse("emu-1");
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly string Token = LeaseToken.Create(Emulator, 7).Value;

    [Fact]
    public async Task Submit_Succeeded_HasTheMembersOfABatchAndOfTheExecution()
    {
        node.Balancer = (message, _) => All((SubmitBatches)message, batch => Execution(batch, InputOutcome.Applied) with
        {
            Observations = new BatchObservations { StateHash = "ab12", Memory = [new MemoryReply(Emulator, 0xC100, new byte[] { 0x52, 0xFF })], Picture = new byte[] { 1, 2, 3 } },
        });
        using var response = await node.PostAsync("/api/batches", """{"inputs":["A B"],"executionId":"run-1"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"executionId":"run-1","status":"succeeded","emulator":"emu-1","outcome":"applied","applied":2,"of":2,"epoch":4,"sequence":9,"latencyMs":250,"""
            + """ "startedAt":"2026-05-04T03:02:01+00:00","endedAt":"2026-05-04T03:02:01.25+00:00",""".Trim()
            + """ "results":[{"emulator":"emu-1","outcome":"applied","applied":2,"of":2,"epoch":4,"sequence":9,"latencyMs":61.2}],""".Trim()
            + """ "observations":{"stateHash":"ab12","memory":[{"address":"0xC100","length":2,"hex":"52ff"}],"picture":"AQID"}}""".Trim(),
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Submit_EveryMember_ReachesTheBalancer()
    {
        SubmitBatch? sent = null;
        node.Balancer = (message, _) => All((SubmitBatches)message, batch => Execution(sent = batch, InputOutcome.Applied));
        using var response = await node.PostAsync(
            "/api/batches",
            """{"inputs":["A B:2/0","START"],"hold":4,"wait":0,"mode":"sequential","policy":"RoundRobin","cartridge":"DEMO","emulator":"emu-2","start":"fresh","""
            + """ "observe":{"stateHash":true,"memory":["0xC100:16","49152",{"address":"0xD000","length":2},{"address":"7"}],"picture":true},""".Trim()
            + """ "timeoutMs":9000,"executionId":"run/2","deadlineMs":250,"priority":"bulk"}""".Trim(),
            ("Idempotency-Key", "k-1"), ("Lease", Token));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("A:4/1 B:2/0|START:4/1", string.Join('|', sent!.Batch.Inputs));
        Assert.Equal(
            (DispatchMode.Sequential, "RoundRobin", "DEMO", "emu-2", "fresh", "run/2", TimeSpan.FromSeconds(9)),
            (sent.Mode, sent.Policy, sent.Cartridge, sent.Emulator?.Value, sent.Start, sent.ExecutionId, sent.Timeout));
        Assert.Equal([new MemoryRange(0xC100, 16), new MemoryRange(0xC000, 1), new MemoryRange(0xD000, 2), new MemoryRange(7, 1)], sent.Observe.Memory.AsEnumerable());
        Assert.True(sent.Observe is { StateHash: true, Picture: true });
        Assert.Equal(
            new InputTerms { Id = "k-1", Deadline = TimeSpan.FromMilliseconds(250), Priority = InputPriority.Bulk, Lease = Token }, sent.Terms with { Trace = default });
    }

    [Fact]
    public async Task Submit_StartsAtEmulators_SavesEachOnceAndRemovesItAfterwards()
    {
        var saves = 0;
        var source = node.Emulator(message =>
        {
            var save = Assert.IsType<SaveCheckpoint>(message);
            saves++;
            return new CheckpointSaved(save.Emulator, save.Name!, new string('a', 64), 9, 1, 2);
        });
        var removed = new List<string>();
        node.Checkpoints = (message, _) =>
        {
            var name = ((DeleteCheckpoint)message).Name;
            removed.Add(name);
            return new CheckpointStored(name, 1);
        };
        IReadOnlyList<string?> starts = [];
        node.Balancer = (message, _) =>
        {
            Assert.Empty(removed); // A batch that has not begun still needs its start.
            starts = [.. ((SubmitBatches)message).Batches.Select(batch => batch.Start)];
            return All((SubmitBatches)message, batch => Execution(batch, InputOutcome.Applied));
        };
        var at = $$"""{"emulator":"{{source}}"}""";
        using var response = await node.PostAsync("/api/batches", $$"""{"batches":[{"inputs":["A"],"start":{{at}}},{"inputs":["A"],"start":"fresh"},{"inputs":["B"],"start":{{at}}}]}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, saves);
        Assert.Matches("^start-[0-9a-f]{32}$", starts[0]);
        Assert.Equal([starts[0], "fresh", starts[0]], starts);
        Assert.Equal(starts[0], Assert.Single(removed));
    }

    [Fact]
    public async Task Submit_StartsAtAnEmulatorAndIsRefused_RemovesTheState()
    {
        var source = node.Emulator(message => new CheckpointSaved(message.Emulator, ((SaveCheckpoint)message).Name!, new string('a', 64), 9, 1, 2));
        var removed = new List<string>();
        node.Checkpoints = (message, _) =>
        {
            removed.Add(((DeleteCheckpoint)message).Name);
            return new CheckpointStored(removed[^1], 1);
        };
        var start = "";
        node.Balancer = (message, _) =>
        {
            start = ((SubmitBatches)message).Batches[0].Start!;
            return new RequestFailed(default, ReplyCode.InvalidRequest, "executionId 'run-7' is running already.");
        };
        using var response = await node.PostAsync("/api/batches", $$$"""{"inputs":["A"],"executionId":"run-7","start":{"emulator":"{{{source}}}"}}""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(start, Assert.Single(removed));
    }

    [Fact]
    public async Task Submit_AStateCannotBeSaved_RunsNothingAndLeavesNothing()
    {
        var first = node.Emulator(message => new CheckpointSaved(message.Emulator, ((SaveCheckpoint)message).Name!, new string('a', 64), 9, 1, 2));
        var full = node.Emulator(message => new RequestFailed(message.Emulator, ReplyCode.NodeFault, "The checkpoint could not be written: No space left on device"));
        var removed = 0;
        node.Checkpoints = (message, _) =>
        {
            removed++;
            return new CheckpointStored(((DeleteCheckpoint)message).Name, 1);
        };
        node.Balancer = (message, _) => throw new InvalidOperationException($"{message} was sent.");
        using var response = await node.PostAsync(
            "/api/batches", $$$"""{"batches":[{"inputs":["A"],"start":{"emulator":"{{{first}}}"}},{"inputs":["A"],"start":{"emulator":"{{{full}}}"}}]}""");
        var problem = await TestNode.JsonAsync(response);
        Assert.False(response.IsSuccessStatusCode);
        Assert.Equal((full, "nodeFault"), (problem.GetProperty("emulator").GetString(), problem.GetProperty("code").GetString()));
        Assert.Contains("No space left on device", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, removed);
    }

    [Fact]
    public async Task Submit_WithALeaseAndNoEmulator_GoesToTheLeasedOne()
    {
        SubmitBatch? sent = null;
        node.Balancer = (message, _) => All((SubmitBatches)message, batch => Execution(sent = batch, InputOutcome.Applied));
        using var response = await node.PostAsync("/api/batches", """{"inputs":["A"]}""", ("Lease", Token));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Emulator, sent!.Emulator);
        Assert.Equal(32, sent.ExecutionId!.Length);
    }

    [Fact]
    public async Task Submit_Several_AreAnsweredInOrderWhateverBecameOfThem()
    {
        node.Balancer = (message, _) => All((SubmitBatches)message, batch =>
            batch.ExecutionId == "b" ? Refused(batch, ExecutionStatus.Failed, ReplyCode.NoCapacity) : Execution(batch, InputOutcome.Applied));
        using var response = await node.PostAsync("/api/batches", """{"batches":[{"inputs":["A"],"executionId":"a"},{"inputs":["B"],"executionId":"b"}]}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var executions = (await TestNode.JsonAsync(response)).GetProperty("executions").EnumerateArray().ToArray();
        Assert.Equal(
            [("a", "succeeded", "applied"), ("b", "failed", "noCapacity")],
            executions.Select(e => (e.GetProperty("executionId").GetString()!, e.GetProperty("status").GetString()!, e.GetProperty("outcome").GetString()!)));
        Assert.Equal(("noCapacity", "why"), (executions[1].GetProperty("code").GetString(), executions[1].GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData("", "badJson", "The body is empty")]
    [InlineData("""{}""", "badJson", "inputs is missing; an array of strings is expected.")]
    [InlineData("""{"inputs":[]}""", "badInput", "inputs has 0 entries; 1 to 64 are allowed.")]
    [InlineData("""{"inputs":["A","JUMP"]}""", "badInput", "inputs[1]: 'JUMP'")]
    [InlineData("""{"inputs":["A"],"emulator":"A!"}""", "badEmulatorId", "'A!' is not an emulator id")]
    [InlineData("""{"inputs":["A"],"mode":"fast"}""", "badJson", "mode is 'fast'; coalesced, concurrent, sequential are allowed.")]
    [InlineData("""{"inputs":["A"],"start":"~emu-1"}""", "invalidRequest", "start: name is '~emu-1'")]
    [InlineData("""{"inputs":["A"],"start":5}""", "badJson", "start is a number; a checkpoint's name, fresh, or an object with emulator is expected.")]
    [InlineData("""{"inputs":["A"],"start":{}}""", "badJson", "start.emulator is missing")]
    [InlineData("""{"inputs":["A"],"start":{"emulator":"A!"}}""", "badJson", "start.emulator is 'A!'; 1 to 64 characters of a-z")]
    [InlineData("""{"inputs":["A"],"start":{"emulator":"emu-1","frame":7}}""", "badJson", "'start.frame' is not a member of this request; emulator")]
    [InlineData("""{"inputs":["A"],"emulator":"emu-1","id":"k","start":{"emulator":"emu-2"}}""", "invalidRequest", "id is given and start is the state of 'emu-2'")]
    [InlineData("""{"inputs":["A"],"timeoutMs":0}""", "badJson", "timeoutMs is 0; a whole number from 1 to 86400000 is expected.")]
    [InlineData("""{"inputs":["A"],"executionId":"a b"}""", "invalidRequest", "executionId: id has 3 characters")]
    [InlineData("""{"inputs":["A"],"id":"k"}""", "invalidRequest", "id is given and no emulator")]
    [InlineData("""{"inputs":["A"],"repeat":3}""", "badJson", "'repeat' is not a member of this request; inputs, hold, wait, mode, emulator,")]
    [InlineData("""{"inputs":["A"],"observe":true}""", "badJson", "observe is a boolean; a JSON object is expected.")]
    [InlineData("""{"inputs":["A"],"observe":{"hash":true}}""", "badJson", "'observe.hash' is not a member of this request; stateHash, picture, memory are allowed.")]
    [InlineData("""{"inputs":["A"],"observe":{"stateHash":1}}""", "badJson", "observe.stateHash is a number; true or false is expected.")]
    [InlineData("""{"inputs":["A"],"observe":{"memory":"0xC100:16"}}""", "badJson", "observe.memory is a string; an array is expected.")]
    [InlineData("""{"inputs":["A"],"observe":{"memory":[5]}}""", "badJson", "observe.memory[0] is a number;")]
    [InlineData("""{"inputs":["A"],"observe":{"memory":["0:1","C100:16"]}}""", "badJson", "observe.memory[1] is 'C100:16'; address:length is allowed, for example 0xC100:16.")]
    [InlineData("""{"inputs":["A"],"observe":{"memory":["0xFFFF:2"]}}""", "invalidRequest", "observe.memory[0]: address 65535 and length 2 reach beyond 65535.")]
    [InlineData("""{"inputs":["A"],"observe":{"memory":["0x10000"]}}""", "invalidRequest", "observe.memory[0]: address is 65536;")]
    [InlineData("""{"inputs":["A"],"observe":{"memory":[{"address":"here"}]}}""", "badJson", "observe.memory[0].address is 'here'; 0x0000 to 0xFFFF is allowed")]
    [InlineData("""{"inputs":["A"],"observe":{"memory":[{"address":"0","size":1}]}}""", "badJson", "'observe.memory[0].size' is not a member of this request; address, length, bank are allowed.")]
    [InlineData("""{"batches":[]}""", "invalidRequest", "batches has 0 entries; 1 to 256 are allowed.")]
    [InlineData("""{"batches":{"inputs":["A"]}}""", "badJson", "batches is an object; an array is expected.")]
    [InlineData("""{"batches":[{"inputs":["A"]}],"mode":"sequential"}""", "badJson", "'mode' is not a member of this request; batches are allowed.")]
    [InlineData("""{"batches":[{"inputs":["A"]},5]}""", "badJson", "batches[1] is a number; a JSON object is expected.")]
    [InlineData("""{"batches":[{"inputs":["A"]},{"inputs":["JUMP"]}]}""", "badInput", "batches[1].inputs[0]: 'JUMP'")]
    [InlineData("""{"batches":[{"inputs":["A"],"lease":"x"}]}""", "badLease", "batches[0].lease is a text of 1 characters that is not a lease token;")]
    [InlineData("""{"batches":[{"inputs":["A"],"observe":{"memory":["x"]}}]}""", "badJson", "batches[0].observe.memory[0] is 'x';")]
    public async Task Submit_BadBody_IsRefusedWithTheReason(string body, string code, string detail)
    {
        node.Balancer = (message, _) => throw new InvalidOperationException($"{message} was sent, though the request is bad.");
        using var response = await node.PostAsync("/api/batches", body);
        var problem = await TestNode.ProblemAsync(response, 400, code);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Idempotency-Key", "k")]
    [InlineData("Lease", "t")]
    public async Task Submit_SeveralWithAHeaderOfOne_IsRefused(string header, string value)
    {
        node.Balancer = (message, _) => throw new InvalidOperationException($"{message} was sent, though the request is bad.");
        using var response = await node.PostAsync("/api/batches", """{"batches":[{"inputs":["A"]}]}""", (header, value));
        await TestNode.ProblemAsync(response, 400, "invalidRequest");
    }

    [Theory]
    [InlineData(InputOutcome.Partial, ExecutionStatus.Failed, ReplyCode.ServerError, 409, "serverError")]
    [InlineData(InputOutcome.Unknown, ExecutionStatus.Failed, ReplyCode.NodeUnreachable, 409, "nodeUnreachable")]
    [InlineData(InputOutcome.Unknown, ExecutionStatus.TimedOut, ReplyCode.WaitTimedOut, 504, "timedOut")]
    [InlineData(InputOutcome.Partial, ExecutionStatus.Cancelled, ReplyCode.Cancelled, 409, "cancelled")]
    [InlineData(InputOutcome.Applied, ExecutionStatus.Failed, ReplyCode.NotSupported, 422, "notSupported")]
    public async Task Submit_SomethingWasDone_SaysWhatAndHowFar(InputOutcome outcome, ExecutionStatus status, ReplyCode code, int http, string name)
    {
        node.Balancer = (message, _) => All((SubmitBatches)message, batch => Execution(batch, outcome) with { Status = status, Code = code, Detail = "why" });
        using var response = await node.PostAsync("/api/batches", """{"inputs":["A B"],"executionId":"run-1"}""");
        var problem = await TestNode.ProblemAsync(response, http, name);
        var detail = status == ExecutionStatus.Cancelled ? "The first 1 of 2 steps were applied; the other steps were not and will not be." : "why";
        Assert.Equal(("run-1", "emu-1", detail), (problem.GetProperty("executionId").GetString(), problem.GetProperty("emulator").GetString(), problem.GetProperty("detail").GetString()));
        Assert.Equal(
            (Name(status), Name(outcome)), (problem.GetProperty("executionStatus").GetString(), problem.GetProperty("outcome").GetString()));
        Assert.Equal(outcome switch { InputOutcome.Applied => 2, InputOutcome.Partial => 1, _ => 0 }, problem.GetProperty("applied").GetInt32());
        Assert.Equal((2, 4, 9), (problem.GetProperty("of").GetInt32(), problem.GetProperty("epoch").GetInt32(), problem.GetProperty("sequence").GetInt32()));
        Assert.Equal((Start, Start.AddMilliseconds(250)), (problem.GetProperty("startedAt").GetDateTimeOffset(), problem.GetProperty("endedAt").GetDateTimeOffset()));
        Assert.Equal(1, problem.GetProperty("results").GetArrayLength());
    }

    [Theory]
    [InlineData(ExecutionStatus.Failed, ReplyCode.InvalidRequest, 400, "invalidRequest", "notApplied")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.InputIdReused, 409, "inputIdReused", "notApplied")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.UnknownEmulator, 404, "unknownEmulator", "notApplied")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.UnknownCheckpoint, 404, "unknownCheckpoint", "notApplied")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.ForeignState, 409, "foreignState", "notApplied")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.NoCapacity, 503, "noCapacity", "noCapacity")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.QueueFull, 429, "queueFull", "overloaded")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.Quarantined, 503, "quarantined", "quarantined")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.NotSupported, 422, "notSupported", "notSupported")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.Leased, 423, "leased", "notApplied")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.StaleLease, 409, "staleLease", "notApplied")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.Uncertain, 409, "uncertain", "notApplied")]
    [InlineData(ExecutionStatus.Failed, ReplyCode.NodeUnreachable, 503, "nodeUnreachable", "notApplied")]
    [InlineData(ExecutionStatus.TimedOut, ReplyCode.WaitTimedOut, 504, "timedOut", "notApplied")]
    [InlineData(ExecutionStatus.TimedOut, ReplyCode.DeadlinePassed, 410, "deadlinePassed", "expired")]
    [InlineData(ExecutionStatus.Cancelled, ReplyCode.Cancelled, 409, "cancelled", "notApplied")]
    public async Task Submit_Refused_IsAProblemOfItsKind(ExecutionStatus status, ReplyCode code, int http, string name, string outcome)
    {
        node.Balancer = (message, _) => All((SubmitBatches)message, batch => Refused(batch, status, code));
        using var response = await node.PostAsync("/api/batches", """{"inputs":["A"]}""");
        var problem = await TestNode.ProblemAsync(response, http, name);
        Assert.Equal((outcome, Name(status)), (problem.GetProperty("outcome").GetString(), problem.GetProperty("executionStatus").GetString()));
        Assert.Equal(http is 429 || code == ReplyCode.Quarantined, response.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task Cancel_Running_IsToldToStop()
    {
        node.Balancer = (message, _) => message is CancelBatch { ExecutionId: "run/1" } ? new CommandDone(Emulator) : null;
        using var response = await node.SendAsync(HttpMethod.Delete, "/api/batches/run/1", content: null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"executionId":"run/1","emulator":"emu-1","done":"cancel"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Cancel_KnownToAnotherNodeOnly_IsStoppedThere()
    {
        node.Balancer = (_, _) => new RequestFailed(default, ReplyCode.InvalidRequest, "not known to this node");
        node.Members.Balancers =
        [
            node.Actor((_, _) => new RequestFailed(default, ReplyCode.InvalidRequest, "nor to that")),
            node.Actor((message, _) => message is CancelBatch { ExecutionId: "run-1" } ? new CommandDone(default) : null),
        ];
        using var response = await node.SendAsync(HttpMethod.Delete, "/api/batches/run-1", content: null);
        Assert.Equal("""{"executionId":"run-1","emulator":null,"done":"cancel"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Cancel_UnknownEndingOrBadId_IsRefused()
    {
        node.Members.Balancers = [];
        node.Balancer = (message, _) => ((CancelBatch)message).ExecutionId == "ending"
            ? new RequestFailed(Emulator, ReplyCode.Cancelled, "is ending already")
            : new RequestFailed(default, ReplyCode.InvalidRequest, "has ended: Succeeded");
        using var unknown = await node.SendAsync(HttpMethod.Delete, "/api/batches/gone", content: null);
        var problem = await TestNode.ProblemAsync(unknown, 404, "unknownExecution");
        Assert.Equal("has ended: Succeeded", problem.GetProperty("detail").GetString());
        using var ending = await node.SendAsync(HttpMethod.Delete, "/api/batches/ending", content: null);
        await TestNode.ProblemAsync(ending, 409, "cancelled");
        using var bad = await node.SendAsync(HttpMethod.Delete, "/api/batches/a%20b", content: null);
        await TestNode.ProblemAsync(bad, 400, "invalidRequest");
    }

    [Theory]
    [InlineData(StartFate.Done, "done")]
    [InlineData(StartFate.NotDone, "notDone")]
    [InlineData(StartFate.Unknown, "unknown")]
    public async Task Submit_WithAStart_SaysWhatBecameOfIt(StartFate fate, string said)
    {
        node.Balancer = (message, _) => All((SubmitBatches)message, batch => Execution(batch, InputOutcome.NotApplied) with
        {
            Status = ExecutionStatus.TimedOut,
            Code = ReplyCode.WaitTimedOut,
            Start = fate,
        });
        using var response = await node.PostAsync("/api/batches", """{"inputs":["A B"],"start":"fresh"}""");
        Assert.Equal(said, (await TestNode.ProblemAsync(response, 504, "timedOut")).GetProperty("start").GetString());
    }

    private static string Name<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static BatchExecutions All(SubmitBatches batches, Func<SubmitBatch, BatchExecution> run) => new([.. batches.Batches.Select(run)]);

    /// <summary>For a batch with one input of two steps, partial means one of them.</summary>
    private static BatchExecution Execution(SubmitBatch batch, InputOutcome outcome)
    {
        var of = batch.Batch.Steps;
        var applied = outcome switch { InputOutcome.Applied => of, InputOutcome.Partial => 1, _ => 0 };
        return new BatchExecution(batch.ExecutionId!, ExecutionStatus.Succeeded, Start, Start.AddMilliseconds(250), applied, of)
        {
            Emulator = Emulator,
            Results = [new InputReply(Emulator, outcome, applied, of, 4, 9, TimeSpan.FromMilliseconds(61.2))],
        };
    }

    private static BatchExecution Refused(SubmitBatch batch, ExecutionStatus status, ReplyCode code) =>
        new(batch.ExecutionId!, status, Start, Start, 0, batch.Batch.Steps) { Code = code, Detail = "why" };
}
