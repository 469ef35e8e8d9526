using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Common;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>Compares the document at <c>/openapi/v1.json</c> with what the readers of requests accept.</summary>
public sealed class ApiDescriptionTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly string Token = LeaseToken.Create(EmulatorId.Parse("emu-1"), 7).Value;

    // Accepted requests, which together have every member in the document.
    private static readonly (string Method, string Path, string[] Bodies)[] Samples =
    [
        ("post", "/api/emulators/{id}/inputs", [$$"""{"inputs":"A","hold":3,"wait":4,"id":"i","deadlineMs":500,"priority":"bulk","lease":"{{Token}}"}"""]),
        ("post", "/api/emulators/{id}/batches", [$$"""{"inputs":["A"],"hold":3,"wait":4,"mode":"sequential","id":"i","deadlineMs":500,"priority":"bulk","lease":"{{Token}}"}"""]),
        ("post", "/api/emulators/{id}/reset", [$$"""{"lease":"{{Token}}"}"""]),
        ("post", "/api/emulators/{id}/restore", [$$"""{"checkpoint":"gate","lease":"{{Token}}"}"""]),
        ("post", "/api/emulators/{id}/checkpoints", ["""{"name":"gate"}"""]),
        ("put", "/api/emulators/{id}/memory", [$$"""{"address":"0xD000","hex":"00","bank":1,"id":"i","deadlineMs":500,"priority":"bulk","lease":"{{Token}}"}"""]),
        ("post", "/api/leases", ["""{"emulator":"emu-1","timeoutMs":1,"durationMs":2000,"holder":"me","mayMove":true,"id":"i"}""", """{"cartridge":"DEMO"}"""]),
        ("put", "/api/leases/{lease}", ["""{"durationMs":2000}"""]),
        ("post", "/api/batches",
        [
            $$$"""{"inputs":["A"],"hold":3,"wait":4,"mode":"sequential","emulator":"emu-1","policy":"Local","cartridge":"DEMO","start":"fresh","observe":{"stateHash":true,"picture":true,"memory":["0xC100:16",{"address":"0xD000","length":2,"bank":1},{"address":"7"}]},"timeoutMs":500,"executionId":"e","deadlineMs":500,"priority":"bulk","lease":"{{{Token}}}"}""",
            """{"inputs":["A"],"emulator":"emu-1","id":"i"}""",
            """{"batches":[{"inputs":["A"]}]}""",
        ]),
    ];

    [Fact]
    public async Task Document_RequestsWithoutEachOptionalMember_AreAccepted()
    {
        Answer();
        var document = await DocumentAsync();
        foreach (var (method, path, bodies) in Samples)
        {
            var (schema, isRequired) = BodyOf(document, method, path);
            var required = Names(schema["required"]);
            var known = schema["properties"]!.AsObject().Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var text in bodies)
            {
                await AssertAsync(method, path, text, isAccepted: true);
                foreach (var name in JsonNode.Parse(text)!.AsObject().Select(member => member.Key).ToList())
                {
                    Assert.True(known.Remove(name) || schema["properties"]![name] is not null, $"{path} takes '{name}', and the document does not know it");
                    // A request has either inputs or batches; a schema for that would be long.
                    var isNeeded = required.Contains(name, StringComparer.Ordinal) || (path == "/api/batches" && name is "inputs" or "batches") || (name == "emulator" && text.Contains("\"id\"", StringComparison.Ordinal));
                    var less = JsonNode.Parse(text)!.AsObject();
                    less.Remove(name);
                    if (!isNeeded || required.Contains(name, StringComparer.Ordinal))
                        await AssertAsync(method, path, less.ToJsonString(), isAccepted: !isNeeded);
                }
            }

            Assert.True(known.Count == 0, $"{path}: no sample has {string.Join(' ', known)}");
            await AssertAsync(method, path, "", isAccepted: !isRequired);
            if (!isRequired)
                await AssertAsync(method, path, "{}", isAccepted: true);
        }
    }

    [Fact]
    public async Task Document_MembersOfEveryRequest_AreThoseThatTheReaderAllows()
    {
        Answer();
        var document = await DocumentAsync();
        foreach (var (method, path, _) in Samples)
        {
            var (schema, _) = BodyOf(document, method, path);
            var body = JsonNode.Parse(Samples.Single(sample => sample.Path == path).Bodies[0])!.AsObject();
            body["nobodyKnows"] = 1;
            using var response = await SendAsync(method, path, body.ToJsonString());
            var detail = (await TestNode.ProblemAsync(response, 400, "badJson")).GetProperty("detail").GetString()!;
            var allowed = detail.Split("request; ")[1].Split(" are allowed")[0].Split(", ").ToHashSet(StringComparer.Ordinal);
            if (path == "/api/batches")
                allowed.Add("batches");
            Assert.Equal(schema["properties"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal), allowed.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Document_SpeaksOfTheApiAndNotOfClasses()
    {
        var document = await DocumentAsync();
        Assert.Equal(HostVersion.Text, (string?)document["info"]!["version"]);
        var schemas = document["components"]!["schemas"]!.AsObject();
        Assert.DoesNotContain(schemas, schema => schema.Key.EndsWith("Body", StringComparison.Ordinal) || schema.Key is "JsonElement" or "Object");
        Assert.Contains(schemas, schema => schema.Key == "Emulator");
        var text = document.ToJsonString();
        foreach (var word in new[] { "Describes the body", "System.", "Dictionary", "IReadOnly", "ValueTuple" })
            Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        // A text in the place of a number is refused.
        Assert.DoesNotContain("\"integer\",\"string\"", text, StringComparison.Ordinal);
        foreach (var schema in schemas.Where(schema => schema.Value!["enum"] is not null))
            Assert.Equal("string", (string?)schema.Value!["type"]);
    }

    [Fact]
    public async Task Document_MemoryRange_IsATextOrAnObject()
    {
        var range = (await DocumentAsync())["components"]!["schemas"]!["MemoryRangeRequest"]!;
        Assert.Equal(["string", "object"], range["anyOf"]!.AsArray().Select(one => (string?)one!["type"]));
        Assert.Equal(["address"], Names(range["anyOf"]![1]!["required"]));
    }

    [Fact]
    public async Task Document_BatchStart_IsATextOrAnObject()
    {
        var start = (await DocumentAsync())["components"]!["schemas"]!["BatchStartRequest"]!;
        Assert.Equal(["string", "object"], start["anyOf"]!.AsArray().Select(one => (string?)one!["type"]));
        Assert.Equal(["emulator"], Names(start["anyOf"]![1]!["required"]));
    }

    [Fact]
    public async Task Document_AnswerToBatches_IsAnExecutionOrAList()
    {
        var answer = (await DocumentAsync())["paths"]!["/api/batches"]!["post"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        Assert.Equal(["#/components/schemas/Execution", "#/components/schemas/Executions"], answer["anyOf"]!.AsArray().Select(one => (string?)one!["$ref"]));
    }

    [Fact]
    public async Task Document_EveryOperation_HasANameOfItsOwn()
    {
        var names = Operations(await DocumentAsync()).Select(operation => (string?)operation["operationId"]).ToList();
        Assert.All(names, name => Assert.Matches("^[a-z]+[A-Z][A-Za-z]+$", name));
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Document_EveryMemberOfARequest_IsDescribedAndNoOtherIsAllowed()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!.AsObject().Where(schema => schema.Key.EndsWith("Request", StringComparison.Ordinal) || schema.Key == "LeaseRenewal").ToList();
        Assert.Equal(13, schemas.Count);
        foreach (var (name, schema) in schemas)
        {
            var body = schema!["anyOf"]?[1] ?? schema;
            Assert.False((bool)body["additionalProperties"]!, name);
            Assert.All(body["properties"]!.AsObject(), member => Assert.True(member.Value!.ToJsonString().Contains("\"description\":", StringComparison.Ordinal), $"{name}.{member.Key}"));
        }
    }

    [Fact]
    public async Task Document_Headers_AreThoseThatStandForAMember()
    {
        var document = await DocumentAsync();
        foreach (var (method, path, _) in Samples)
        {
            var (schema, _) = BodyOf(document, method, path);
            var members = schema["properties"]!.AsObject().Select(member => member.Key);
            var expected = members.SelectMany(member => member switch { "id" => ["Idempotency-Key"], "lease" => (string[])["Lease"], _ => [] });
            Assert.Equal(expected.Order(StringComparer.Ordinal), HeadersOf(document["paths"]![path]![method]!).Order(StringComparer.Ordinal));
        }

        // Its body is bytes.
        Assert.Equal(["Idempotency-Key", "Lease"], HeadersOf(document["paths"]!["/api/emulators/{id}/battery"]!["put"]!));
    }

    /// <summary>Whatever an actor answers: a status that the document gives no such header never has one.</summary>
    [Fact]
    public async Task Document_AnswersThatMaySayWhenToTryAgain_HaveRetryAfter()
    {
        foreach (var operation in Operations(await DocumentAsync()))
        {
            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                var told = $"{operation["operationId"]} {status}: {response!.ToJsonString()}";
                var header = response["headers"]?["Retry-After"];
                Assert.True(header is not null == status is "423" or "429" or "503", told);
                Assert.True(header is null || ((string?)header["schema"]!["type"] == "integer" && header["description"] is not null), told);
            }
        }
    }

    [Fact]
    public void Problems_OfEveryOutcomeAndCode_SayWhenToTryAgainOnlyWhereTheDocumentHasIt()
    {
        foreach (var outcome in Enum.GetValues<InputOutcome>())
        {
            foreach (var code in Enum.GetValues<ReplyCode>())
            {
                var reply = Reply("emu-1") with { Outcome = outcome, Code = code, RetryAfter = TimeSpan.FromSeconds(2) };
                ProblemResult[] problems =
                [
                    Problems.Of(reply), Problems.Of(new BatchReply(reply.Emulator, outcome, 0, 1, 1, 1, TimeSpan.Zero, [reply]) { Code = code, RetryAfter = reply.RetryAfter }),
                    Problems.Of(new RequestFailed(reply.Emulator, code, "x")), Problems.Of(new LeaseRefused(code, "x", reply.Emulator)),
                ];
                foreach (var problem in problems)
                    Assert.True(problem.RetryAfter is null || problem.Body.Status is 423 or 429 or 503, $"{outcome} {code}: {problem}");
            }
        }
    }

    [Fact]
    public async Task Headers_ThatAreDescribed_AreReadAndOthersAreNot()
    {
        Answer();
        var document = await DocumentAsync();
        foreach (var (method, path, bodies) in Samples)
        {
            var described = HeadersOf(document["paths"]![path]![method]!);
            foreach (var header in new[] { "Idempotency-Key", "Lease" })
            {
                // Neither a key nor a token.
                var body = JsonNode.Parse(bodies[0])!.AsObject();
                body.Remove(header == "Lease" ? "lease" : "id");
                using var response = await SendAsync(method, path, body.ToJsonString(), header);
                var said = $"{method} {path} with {header}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
                Assert.True(described.Contains(header, StringComparer.Ordinal) ? response.StatusCode == HttpStatusCode.BadRequest : response.IsSuccessStatusCode, said);
            }
        }
    }

    [Fact]
    public async Task Document_BoundsOfNumbers_AreTheReaders()
    {
        Answer();
        var document = await DocumentAsync();
        var tried = 0;
        foreach (var (method, path, bodies) in Samples)
        {
            foreach (var (name, schema) in BodyOf(document, method, path).Schema["properties"]!.AsObject().Where(member => member.Value!["maximum"] is not null))
            {
                var (least, most) = ((long)schema!["minimum"]!, (long)schema["maximum"]!);
                foreach (var (value, isAccepted) in new[] { (least - 1, false), (least, true), (most, true), (most + 1, false) })
                {
                    var body = JsonNode.Parse(bodies.First(text => text.Contains(name, StringComparison.Ordinal)))!.AsObject();
                    body[name] = value;
                    await AssertAsync(method, path, body.ToJsonString(), isAccepted);
                    tried++;
                }
            }
        }

        Assert.Equal(4 * 15, tried);
    }

    [Fact]
    public void BoundsInAttributes_AreThoseOfTheContracts()
    {
        Assert.Equal((LeaseLimits.MinDuration, LeaseLimits.MaxTimeout), (TimeSpan.FromMilliseconds(LeaseRenewal.MinMs), TimeSpan.FromMilliseconds(LeaseRenewal.MaxMs)));
        Assert.Equal(InputTerms.MaxDeadline, MostOf(typeof(TermsRequest), nameof(TermsRequest.DeadlineMs)));
        Assert.Equal(SubmitBatch.MaxTimeout, MostOf(typeof(RunRequest), nameof(RunRequest.TimeoutMs)));
    }

    private static TimeSpan MostOf(Type request, string member) =>
        TimeSpan.FromMilliseconds((int)request.GetProperty(member)!.GetCustomAttribute<RangeAttribute>()!.Maximum);

    private static IEnumerable<JsonNode> Operations(JsonNode document) => document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    private static IReadOnlyList<string> HeadersOf(JsonNode operation)
    {
        var headers = operation["parameters"]?.AsArray().Where(parameter => (string?)parameter!["in"] == "header").ToList() ?? [];
        Assert.All(headers, header => Assert.True(((string?)header!["description"])?.Length > 40, header!.ToJsonString()));
        return [.. headers.Select(header => (string)header!["name"]!)];
    }

    private void Answer()
    {
        node.Broker = (message, _) => message switch
        {
            AcquireLease when LeaseToken.TryParse(Token, out var lease) => new LeaseGranted(lease, TimeSpan.FromSeconds(60)),
            _ => throw new InvalidOperationException($"{message} was sent."),
        };
        node.Balancer = (message, _) => new BatchExecutions([.. ((SubmitBatches)message).Batches.Select(batch =>
            new BatchExecution(batch.ExecutionId!, ExecutionStatus.Succeeded, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, 1) { Emulator = EmulatorId.Parse("emu-1"), Results = [Reply("emu-1")] })]);
    }

    private string Emulator() => node.Emulator(message => message switch
    {
        SendInput or WriteGame => Reply(message.Emulator.Value),
        SendBatch send => new BatchReply(send.Emulator, InputOutcome.Applied, 1, 1, 1, 1, TimeSpan.Zero, [Reply(send.Emulator.Value)]),
        SaveCheckpoint save => new CheckpointSaved(save.Emulator, "gate", "ab12", 1, 1, 1),
        RenewLease renew => new LeaseGranted(renew.Token, TimeSpan.FromSeconds(60)),
        _ => new CommandDone(message.Emulator),
    });

    private async Task AssertAsync(string method, string path, string body, bool isAccepted)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(
            isAccepted ? response.IsSuccessStatusCode : response.StatusCode == HttpStatusCode.BadRequest,
            $"{method} {path} {(body.Length == 0 ? "without a body" : body)}: {(int)response.StatusCode} {text}");
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string body, string? header = null)
    {
        var emulator = Emulator();
        var lease = LeaseToken.Create(EmulatorId.Parse(emulator), 3).Value;
        using var content = new StringContent(body);
        if (header is not null)
            content.Headers.Add(header, "neither one nor the other");
        return await node.SendAsync(
            new HttpMethod(method.ToUpperInvariant()),
            path.Replace("{id}", emulator, StringComparison.Ordinal).Replace("{lease}", lease, StringComparison.Ordinal),
            body.Length == 0 ? null : content);
    }

    private static InputReply Reply(string emulator) => new(EmulatorId.Parse(emulator), InputOutcome.Applied, 1, 1, 1, 1, TimeSpan.Zero);

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await node.Client.GetStringAsync("/openapi/v1.json"))!;

    private static (JsonNode Schema, bool IsRequired) BodyOf(JsonNode document, string method, string path)
    {
        var body = document["paths"]![path]![method]!["requestBody"]!;
        var schema = body["content"]!["application/json"]!["schema"]!;
        if ((string?)schema["$ref"] is { } reference)
            schema = document["components"]!["schemas"]![reference.Split('/')[^1]]!;
        return (schema, (bool?)body["required"] ?? false);
    }

    private static IReadOnlyList<string> Names(JsonNode? list) => [.. list?.AsArray().Select(name => (string)name!) ?? []];
}
