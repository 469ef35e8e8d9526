using System.Net;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Games;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>Every refusal: its text, and that the game is unchanged (the fixture compares the whole state).</summary>
public sealed class ErrorTests : IAsyncLifetime
{
    private ServerFixture _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ServerFixture.StartAsync(new EmulatorServerOptions { MaxBodyBytes = 2048, MaxRequestFrames = 5_000 });
        await _server.PostAsync("inputs", """{"inputs":["A"]}""");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("""{"inputs":["A"]""", 0, 15)]
    [InlineData("""{"inputs":["A"]} x""", 0, 17)]
    [InlineData("{\n \"inputs\": nope}", 1, 12)]
    [InlineData("""{"inputs":["\ud800"]}""", 0, 11)]
    public async Task Inputs_ThatAreNotJson_AreRefusedWithThePosition(string body, long line, long position)
    {
        var problem = await _server.RefusedAsync("inputs", body, HttpStatusCode.BadRequest, "malformedJson");

        Assert.Contains(
            body.Length == 0 ? "The body is empty" : $"line {line + 1}, position {position + 1}: ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((line, position), (problem.GetProperty("line").GetInt64(), problem.GetProperty("position").GetInt64()));
    }

    [Theory]
    [InlineData("[]", "the body", "array")]
    [InlineData("{}", "inputs", "missing")]
    [InlineData("""{"inputs":"A"}""", "inputs", "1 to 64")]
    [InlineData("""{"inputs":[]}""", "inputs", "1 to 64")]
    [InlineData("""{"inputs":[7]}""", "inputs[0]", "'7'")]
    [InlineData("""{"inputs":["A"],"hold":0}""", "hold", "1 to 10000")]
    [InlineData("""{"inputs":["A"],"hold":1.5}""", "hold", "1.5")]
    [InlineData("""{"inputs":["A"],"wait":-1}""", "wait", "0 to 10000")]
    [InlineData("""{"inputs":["A"],"picture":"yes"}""", "picture", "true and false")]
    [InlineData("""{"inputs":["A"],"epoch":1}""", "sequence", "go together")]
    [InlineData("""{"inputs":["A"],"sequence":1}""", "epoch", "go together")]
    [InlineData("""{"inputs":["A"],"epoch":1,"sequence":0}""", "sequence", "'0'")]
    [InlineData("""{"inputs":["A"],"epoc":1}""", "'epoc'", "allowed are inputs, epoch")]
    [InlineData("""{"inputs":["A"],"game":5}""", "game", "'5'")]
    [InlineData("""{"inputs":["A"],"memory":[{"address":"0xC100"}]}""", "memory[0].length", "missing")]
    [InlineData("""{"inputs":["A"],"memory":[{"address":"C1 00","length":1}]}""", "memory[0].address", "0xC100 or 49408")]
    [InlineData("""{"inputs":["A"],"memory":[{"address":1,"length":9000}]}""", "memory[0].length", "1 to 8192")]
    [InlineData("""{"inputs":["A WAIT:4871"]}""", "inputs", "5001 frames")]
    public async Task Inputs_ThatAreNotValid_AreRefusedByMember(string body, string member, string said)
    {
        var problem = await _server.RefusedAsync("inputs", body, HttpStatusCode.BadRequest, "invalidRequest");

        Assert.Equal(member, problem.GetProperty("member").GetString());
        Assert.Contains(said, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"inputs":["A B","RIGHT JUMP A"]}""", 1, "'JUMP'", 6)]
    [InlineData("""{"inputs":["","A"]}""", 0, "''", 0)]
    [InlineData("""{"inputs":["A","A","A+A"]}""", 2, "'A+A'", 0)]
    public async Task Inputs_WithATokenThatIsNone_AreRefusedWhole(string body, int index, string token, int position)
    {
        var problem = await _server.RefusedAsync("inputs", body, HttpStatusCode.BadRequest, "invalidInput");

        Assert.Equal(index, problem.GetProperty("index").GetInt32());
        Assert.Equal(token, problem.GetProperty("token").GetString());
        Assert.Equal(position, problem.GetProperty("position").GetInt32());
        Assert.StartsWith($"inputs[{index}]: ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OverTheLimit_IsRefused(bool chunked)
    {
        await _server.RefusedAsync(
            async client =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "inputs");
                request.Content = new StringContent($$"""{"inputs":["{{new string('A', 3000)}}"]}""");
                request.Headers.TransferEncodingChunked = chunked;
                return await client.SendAsync(request);
            },
            HttpStatusCode.RequestEntityTooLarge,
            "bodyTooLarge");
    }

    [Fact]
    public async Task Inputs_ForAnotherLife_AreRefusedAndTellThisOne()
    {
        var game = (await _server.GetAsync("capabilities")).GetProperty("game").GetString();

        var problem = await _server.RefusedAsync("inputs", """{"inputs":["A"],"game":"x"}""", HttpStatusCode.Conflict, "otherGame");

        Assert.Equal(game, problem.GetProperty("game").GetString());
    }

    [Theory]
    [InlineData("0x0000", 16)]
    [InlineData("0xDFFF", 2)]
    [InlineData("0xFFFF", 2)]
    [InlineData("0x10000", 1)]
    public async Task Memory_OutsideOfIt_IsRefused(string address, int length)
    {
        await _server.RefusedAsync(
            client => client.GetAsync($"memory?address={address}&length={length}"), HttpStatusCode.BadRequest, "memoryRange");
        await _server.RefusedAsync(
            "inputs", $$"""{"inputs":["A"],"memory":[{"address":"{{address}}","length":{{length}}}]}""", HttpStatusCode.BadRequest, "memoryRange");
    }

    [Fact]
    public async Task Queries_ThatLackAMember_SayThatItIsMissing()
    {
        var problem = await _server.RefusedAsync(client => client.GetAsync("memory?address=0xC100"), HttpStatusCode.BadRequest, "invalidRequest");
        Assert.Equal("length is missing; allowed is a whole number, 1 to 8192.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("memory?length=1", "address")]
    [InlineData("memory?address=nope&length=1", "address")]
    [InlineData("memory?address=0xC100", "length")]
    [InlineData("memory?address=0xC100&length=0", "length")]
    [InlineData("memory?address=0xC100&length=8193", "length")]
    [InlineData("screen.png?scale=3", "scale")]
    public async Task Queries_ThatAreNotValid_AreRefusedByMember(string path, string member)
    {
        var problem = await _server.RefusedAsync(client => client.GetAsync(path), HttpStatusCode.BadRequest, "invalidRequest");

        Assert.Equal(member, problem.GetProperty("member").GetString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(FakeGame.Size - 1)]
    public async Task State_OfAnotherLength_IsRefusedWithBoth(int length)
    {
        var problem = await _server.RefusedAsync(
            client => client.PutAsync("state", new ByteArrayContent(new byte[length])), HttpStatusCode.BadRequest, "stateLength");

        Assert.Equal(length, problem.GetProperty("length").GetInt32());
        Assert.Equal(FakeGame.Size, problem.GetProperty("expected").GetInt32());
    }

    [Fact]
    public async Task State_ThatIsNotWhatWasAnnounced_IsRefused()
    {
        var state = new FakeGame();
        var bytes = new byte[FakeGame.Size];
        state.SaveState(bytes);
        using var content = new ByteArrayContent(bytes);
        content.Headers.Add("X-State-Sha256", new string('0', 64));

        await _server.RefusedAsync(client => client.PutAsync("state", content), HttpStatusCode.BadRequest, "stateHash");
        await _server.RefusedAsync(
            client => client.PutAsync("state?sha256=abc", new ByteArrayContent(bytes)), HttpStatusCode.BadRequest, "stateHash");
        var unannounced = await _server.RefusedAsync(
            client => client.PutAsync("state", new ByteArrayContent(bytes)), HttpStatusCode.BadRequest, "stateHash");
        Assert.Contains("X-State-Sha256", unannounced.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_ThatTheGameDoesNotKnow_IsRefused() =>
        Assert.Contains("The game refuses the state and is unchanged: Not a state of this game.", (await _server.RefusedAsync(
            _ => _server.PutStateAsync(new byte[FakeGame.Size]), HttpStatusCode.BadRequest, "stateRefused")).GetProperty("detail").GetString(),
            StringComparison.Ordinal);

    [Fact]
    public async Task Checkpoint_WithoutItsField_IsRefused()
    {
        await _server.RefusedAsync("direct/checkpoint/load", "{}", HttpStatusCode.BadRequest, "invalidRequest");
        await _server.RefusedAsync(
            client => client.PostAsync("direct/checkpoint/load", new MultipartFormDataContent { { new ByteArrayContent([1]), "other", "x" } }),
            HttpStatusCode.BadRequest,
            "invalidRequest");
        await _server.RefusedAsync(
            client => client.PostAsync("direct/checkpoint/load", new MultipartFormDataContent { { new ByteArrayContent([1]), "checkpoint", "x" } }),
            HttpStatusCode.BadRequest,
            "stateLength");
    }

    [Theory]
    [InlineData("{", "malformedJson")]
    [InlineData("{}", "invalidRequest")]
    [InlineData("""{"inputs":["A"]}""", "invalidRequest")]
    [InlineData("""{"inputs":" "}""", "invalidInput")]
    [InlineData("""{"inputs":"A X"}""", "invalidInput")]
    public async Task Direct_InputThatIsNotValid_IsRefused(string body, string code) =>
        await _server.RefusedAsync("direct/input", body, HttpStatusCode.BadRequest, code);

    [Theory]
    [InlineData("""{"held":"1"}""", "held")]
    [InlineData("""{"resolve":{"sequence":1}}""", "resolve.epoch")]
    [InlineData("""{"resolve":{"epoch":1,"sequence":1,"count":0}}""", "resolve.count")]
    [InlineData("""{"hold":1}""", "'hold'")]
    public async Task Claim_ThatIsNotValid_IsRefusedAndTakesNothing(string body, string member)
    {
        var problem = await _server.RefusedAsync("claim", body, HttpStatusCode.BadRequest, "invalidRequest");

        Assert.Equal(member, problem.GetProperty("member").GetString());
        Assert.Equal(0, (await _server.GetAsync("capabilities")).GetProperty("epoch").GetInt64());
    }

    [Fact]
    public async Task Routes_ThatAreNone_AreProblemsToo()
    {
        await _server.RefusedAsync(client => client.GetAsync("nothing/here"), HttpStatusCode.NotFound, "notFound");
        await _server.RefusedAsync(client => client.GetAsync("inputs"), HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
    }

    [Fact]
    public async Task Requests_BeyondThoseThatMayWait_AreRefusedAtOnce()
    {
        await using var small = await ServerFixture.StartAsync(new EmulatorServerOptions { MaxWaitingRequests = 1 });
        var barrier = GameBarrier.In(small.Game);
        var press = small.PostAsync("inputs", """{"inputs":["A"]}""");
        await barrier.Reached;

        var problem = await ServerFixture.ReadAsync(await small.SendAsync("inputs", """{"inputs":["B"]}"""), HttpStatusCode.TooManyRequests);

        barrier.Open();
        await press;
        Assert.Equal("overloaded", problem.GetProperty("code").GetString());
        Assert.DoesNotContain(small.Game.Runs, run => run.Buttons == Button.B);
        await small.PostAsync("inputs", """{"inputs":["B"]}""");
    }

    [Fact]
    public async Task Inputs_InAGameThatFails_TellHowMuchWasApplied()
    {
        var calls = 0;
        _server.Game.OnRun = _ =>
        {
            // A held, A released, B held, B released in two slices, DOWN held.
            if (++calls == 6)
                throw new InvalidDataException("core");
        };

        var response = await _server.SendAsync("inputs", """{"inputs":["A","B DOWN"]}""");
        var problem = await ServerFixture.ReadAsync(response, HttpStatusCode.InternalServerError);

        Assert.Equal("gameFailed", problem.GetProperty("code").GetString());
        Assert.Equal((2, 3), (problem.GetProperty("applied").GetInt32(), problem.GetProperty("of").GetInt32()));
        await _server.GetAsync("state/hash");
    }

    [Fact]
    public async Task Start_OnAPortInUse_NamesIt()
    {
        var port = _server.Server.Address.Port;

        var failure = await Assert.ThrowsAsync<IOException>(() => ServerFixture.StartAsync(new EmulatorServerOptions { Port = port }));

        Assert.Contains($"Port {port} on 127.0.0.1 is in use", failure.Message, StringComparison.Ordinal);
    }
}
