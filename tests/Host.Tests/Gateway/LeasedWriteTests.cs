using System.Net;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>The token of a lease on every write: inputs, batches, reset, restore.</summary>
public sealed class LeasedWriteTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly string Token = LeaseToken.Create(EmulatorId.Parse("emu-1"), 7).Value;
    private static readonly string Other = LeaseToken.Create(EmulatorId.Parse("emu-1"), 8).Value;

    public static TheoryData<string, string> Writes => new()
    {
        { "inputs", "\"inputs\":\"A\"" },
        { "batches", "\"inputs\":[\"A\"]" },
        { "restore", "\"checkpoint\":\"fresh\"" },
        { "reset", "" },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_LeaseInHeaderOrBodyOrBoth_ReachesTheEmulator(string route, string members)
    {
        var sent = new List<string?>();
        var id = node.Emulator(message =>
        {
            sent.Add(TokenOf(message));
            return Done(message);
        });
        var withLease = $$"""{{{members}}{{(members.Length > 0 ? "," : "")}}"lease":"{{Token}}"}""";
        using var none = await node.PostAsync($"/api/emulators/{id}/{route}", $$"""{{{members}}}""");
        using var header = await node.PostAsync($"/api/emulators/{id}/{route}", $$"""{{{members}}}""", ("Lease", Token));
        using var body = await node.PostAsync($"/api/emulators/{id}/{route}", withLease);
        using var both = await node.PostAsync($"/api/emulators/{id}/{route}", withLease, ("Lease", Token));
        Assert.All([none, header, body, both], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal([null, Token, Token, Token], sent);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_LeaseMalformedOrTwoOfThem_IsRefused(string route, string members)
    {
        var id = node.Emulator(message => throw new InvalidOperationException($"{message} was sent."));
        var comma = members.Length > 0 ? "," : "";
        using var body = await node.PostAsync($"/api/emulators/{id}/{route}", $$"""{{{members}}{{comma}}"lease":"emu-1.7.x"}""");
        await TestNode.ProblemAsync(body, 400, "badLease");
        using var header = await node.PostAsync($"/api/emulators/{id}/{route}", $$"""{{{members}}}""", ("Lease", "emu-1.7.x"));
        var problem = await TestNode.ProblemAsync(header, 400, "badLease");
        Assert.StartsWith("The header Lease is a text of 9 characters that is not a lease token;", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var two = await node.PostAsync($"/api/emulators/{id}/{route}", $$"""{{{members}}{{comma}}"lease":"{{Token}}"}""", ("Lease", Other));
        await TestNode.ProblemAsync(two, 400, "invalidRequest");
        using var number = await node.PostAsync($"/api/emulators/{id}/{route}", $$"""{{{members}}{{comma}}"lease":5}""");
        await TestNode.ProblemAsync(number, 400, "badJson");
    }

    [Theory]
    [InlineData(ReplyCode.Leased, 423, "leased")]
    [InlineData(ReplyCode.StaleLease, 409, "staleLease")]
    public async Task Write_RefusedForItsLease_IsAProblem(ReplyCode code, int status, string name)
    {
        var id = node.Emulator(message => message switch
        {
            SendInput => new InputReply(message.Emulator, InputOutcome.NotApplied, 0, 1, 1, 0, TimeSpan.Zero) { Code = code, Detail = "why" },
            SendBatch => new BatchReply(message.Emulator, InputOutcome.NotApplied, 0, 1, 1, 0, TimeSpan.Zero, []) { Code = code, Detail = "why" },
            _ => new RequestFailed(message.Emulator, code, "why"),
        });
        foreach (var write in Writes)
        {
            using var response = await node.PostAsync($"/api/emulators/{id}/{write[0]}", $$"""{{{write[1]}}}""");
            var problem = await TestNode.ProblemAsync(response, status, name);
            Assert.Equal("why", problem.GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task Get_Leased_TellsWhoHoldsItAndNeverTheToken()
    {
        var id = node.Emulator(message => new EmulatorStatus(message.Emulator, EmulatorState.Ready, "here")
        {
            Lease = new LeaseStatus("bot", 7, TimeSpan.FromSeconds(12.5), MayMove: true),
        });
        using var response = await node.Client.GetAsync($"/api/emulators/{id}");
        Assert.Equal(
            """{"holder":"bot","epoch":7,"expiresInMs":12500,"mayMove":true}""", (await TestNode.JsonAsync(response)).GetProperty("lease").GetRawText());
    }

    private static string? TokenOf(IWithEmulatorId message) => message switch
    {
        SendInput input => input.Terms.Lease,
        SendBatch batch => batch.Terms.Lease,
        IWithLease command => command.Lease,
        _ => throw new InvalidOperationException($"{message} is no write."),
    };

    private static object Done(IWithEmulatorId message)
    {
        var applied = new InputReply(message.Emulator, InputOutcome.Applied, 1, 1, 1, 1, TimeSpan.Zero);
        return message switch
        {
            SendInput => applied,
            SendBatch => BatchReply.Gather([applied]),
            _ => new CommandDone(message.Emulator),
        };
    }
}
