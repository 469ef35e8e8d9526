using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Replies;
using CsCheck;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>What must be true for a session in every dialect: tickets say what the server applied, and nothing is sent twice.</summary>
public abstract class EmulatorSessionContract : IAsyncLifetime
{
    protected static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    protected SessionOptions Options { get; } = new()
    {
        Timeout = TimeSpan.FromSeconds(10),
        FramesPerSecond = 1_000_000,
        MaxResponseBytes = 64 * 1024,
        SettleTime = TimeSpan.FromMilliseconds(30),
        RetryDelay = TimeSpan.FromMilliseconds(5),
    };

    protected EmulatorSessionFactory Factory { get; } = new(TimeSpan.FromSeconds(60));

    protected abstract ScriptedServer Server { get; }

    /// <summary>Whether the dialect can find out what became of a write.</summary>
    protected virtual bool CanResolve => true;

    /// <summary>Whether the server's inputs may have waits in them.</summary>
    protected virtual bool HasWaits => true;

    private static readonly ServerFault[] Quick =
    [
        ServerFault.ResetBefore, ServerFault.ResetAfter, ServerFault.Error500Before, ServerFault.Error500After, ServerFault.Error503Before,
        ServerFault.Plain500After, ServerFault.Garbage, ServerFault.Truncated, ServerFault.WrongType, ServerFault.WrongAnswer, ServerFault.Empty,
        ServerFault.Huge,
    ];

    public static TheoryData<ServerFault> QuickFaults => new(Quick);

    public static TheoryData<ServerFault> SlowFaults => [ServerFault.Hang, ServerFault.SlowDrip, ServerFault.RunsLong, ServerFault.ArrivesLate];

    public Task InitializeAsync() => Server.StartAsync();

    public async Task DisposeAsync()
    {
        Factory.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Send_SeveralInputs_AppliesAllInOrder()
    {
        using var session = await OpenAsync();

        var ticket = session.Prepare(Inputs("A B A", "UP", "START START"));
        var status = await session.SendAsync(ticket, default);

        Assert.Equal(SendStatus.Answered, status);
        Assert.Equal([3, 1, 2], ticket.Applied);
        Assert.Equal("A B A UP START START", Server.Seen);
        Assert.Null(ticket.Failure);
    }

    [Theory]
    [MemberData(nameof(QuickFaults))]
    public async Task Send_Fault_TicketSaysWhatWasApplied(ServerFault fault)
    {
        using var session = await OpenAsync();
        await CheckAsync(session, "A B", "LEFT");
        Server.Fail(fault);

        await CheckAsync(session, "UP", "DOWN A");
        await CheckAsync(session, "SELECT");
    }

    [Theory]
    [MemberData(nameof(SlowFaults))]
    public async Task Send_NoAnswerInTime_TicketSaysWhatWasApplied(ServerFault fault)
    {
        if (fault is ServerFault.ArrivesLate or ServerFault.RunsLong && !CanResolve)
            return;
        using var session = await OpenAsync();
        await CheckAsync(session, "A B");
        Server.Fail(fault);
        Options.Timeout = TimeSpan.FromMilliseconds(300);

        await CheckAsync(session, "UP", "DOWN A");
        Options.Timeout = TimeSpan.FromSeconds(10);
        await CheckAsync(session, "SELECT");
    }

    [Fact]
    public async Task Send_ServerGone_NotSent()
    {
        using var session = await OpenAsync();
        await Server.StopAsync();

        var ticket = session.Prepare(Inputs("A B"));
        var status = await session.SendAsync(ticket, default);

        Assert.Equal(SendStatus.NotSent, status);
        Assert.Equal([0], ticket.Applied);
        Assert.Equal(ReplyCode.ServerUnreachable, ticket.Failure?.Code);
        Assert.Contains(Server.Address.AbsoluteUri, ticket.Failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_ServerGone_FalseAndWhy()
    {
        if (!CanResolve)
            return;
        using var session = await OpenAsync();
        Server.Fail(ServerFault.ResetAfter);
        var ticket = session.Prepare(Inputs("A B"));
        Assert.Equal(SendStatus.Unanswered, await session.SendAsync(ticket, default));
        await Server.StopAsync();

        Assert.False(await session.ResolveAsync([ticket], default).WaitAsync(Bound));
        Assert.Equal([SendTicket.NotKnown], ticket.Applied);
        Assert.Equal(ReplyCode.ServerUnreachable, ticket.Failure?.Code);
    }

    [Fact]
    public async Task Send_CallerCancels_ThrowsAndCanBeResolved()
    {
        using var session = await OpenAsync();
        using var caller = new CancellationTokenSource();
        Server.Fail(ServerFault.Hang);
        var ticket = session.Prepare(Inputs("A B"));

        var sending = session.SendAsync(ticket, caller.Token).AsTask();
        await UntilAsync(() => Server.Ledger.Count == 2, "the press to be applied");
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Bound));
        Assert.True(await session.ResolveAsync([ticket], default));
        Assert.Equal([CanResolve ? 2 : SendTicket.NotKnown], ticket.Applied);
    }

    [Fact]
    public async Task Send_SideBySide_EveryInputOnce()
    {
        using var session = await OpenAsync();
        string[] names = ["A", "B", "UP", "DOWN", "LEFT", "RIGHT", "START", "SELECT"];
        var tickets = names.Select(name => session.Prepare(Inputs(name))).ToArray();

        var statuses = await Task.WhenAll(tickets.Select(ticket => session.SendAsync(ticket, default).AsTask())).WaitAsync(Bound);

        Assert.All(statuses, status => Assert.Equal(SendStatus.Answered, status));
        Assert.All(tickets, ticket => Assert.Equal([1], ticket.Applied));
        Assert.Equal(string.Join(' ', names.Order(StringComparer.Ordinal)), string.Join(' ', Server.Ledger.Order(StringComparer.Ordinal)));
        await CheckAsync(session, "A");
    }

    [Fact]
    public async Task Send_SideBySideAndAllLost_AllKnownOrUnknownButNothingTwice()
    {
        using var session = await OpenAsync();
        string[] names = ["A", "B", "UP", "DOWN"];
        var tickets = names.Select(name => session.Prepare(Inputs(name))).ToArray();
        Server.Fail(Enumerable.Repeat(ServerFault.ResetAfter, names.Length));

        var statuses = await Task.WhenAll(tickets.Select(ticket => session.SendAsync(ticket, default).AsTask())).WaitAsync(Bound);
        var unanswered = tickets.Where((_, i) => statuses[i] == SendStatus.Unanswered).ToArray();
        Assert.True(await session.ResolveAsync(unanswered, default).WaitAsync(Bound));

        Assert.Equal(Server.Ledger.Count, Server.Ledger.Distinct(StringComparer.Ordinal).Count());
        Assert.All(tickets, ticket => Assert.Equal(CanResolve ? Server.Ledger.Count(step => step == ticket.Inputs[0].ToString()) : -1, ticket.Applied[0]));
        await CheckAsync(session, "SELECT");
    }

    [Fact]
    public async Task Open_Again_GoesOn()
    {
        using var first = await OpenAsync();
        await CheckAsync(first, "A");

        using var session = await OpenAsync(7);

        Assert.True(session.Info.Epoch >= 7, $"epoch {session.Info.Epoch}");
        await CheckAsync(session, "B");
    }

    [Fact]
    public async Task Open_AfterLosingARequest_GoesOn()
    {
        using var first = await OpenAsync();
        Server.Fail(ServerFault.ResetAfter);
        Assert.Equal(SendStatus.Unanswered, await first.SendAsync(first.Prepare(Inputs("A B")), default));

        using var session = await OpenAsync(2);

        await CheckAsync(session, "B");
    }

    [Fact]
    public async Task Send_AnyMixOfFaults_TicketsSayWhatWasApplied()
    {
        var token = Gen.OneOf<string>(HasWaits ? ["A", "B", "UP", "START", "WAIT:3"] : ["A", "B", "UP", "START"]);
        var inputs = token.Array[1, 4].Select(tokens => string.Join(' ', tokens)).Array[1, 4];
        var fault = Gen.OneOf<ServerFault>([.. Quick, .. Enumerable.Repeat(ServerFault.None, 8)]);
        await Gen.Select(inputs, fault.Array[0, 4], fault.Array[0, 1]).Array[1, 6].SampleAsync(
            async rounds =>
            {
                Server.Heal();
                using var session = await OpenAsync();
                foreach (var (texts, faults, questionFaults) in rounds)
                {
                    Server.Fail(faults);
                    Server.FailQuestions(CanResolve ? questionFaults : []);
                    await CheckAsync(session, texts);
                }
            },
            iter: 100,
            threads: 1);
    }

    protected static InputSequence[] Inputs(params string[] texts) => [.. texts.Select(text => InputSequence.Parse(text))];

    /// <summary>Opens a session. The record of the server begins with it.</summary>
    protected async Task<IEmulatorSession> OpenAsync()
    {
        var session = await OpenAsync(1);
        // A server may run a frame when it initialises its game.
        Server.Ledger.Clear();
        return session;
    }

    protected async Task<IEmulatorSession> OpenAsync(long atLeastEpoch)
    {
        var opened = await Factory.OpenAsync(Server.Address, Options, atLeastEpoch, default).WaitAsync(Bound);
        Assert.True(opened.Value is not null, opened.Failure?.Detail);
        return opened.Value;
    }

    /// <summary>Sends, resolves if that is needed, and compares the ticket with what the server applied.</summary>
    protected async Task<SendTicket> CheckAsync(IEmulatorSession session, params string[] texts)
    {
        var before = Server.Ledger.Count;
        var ticket = session.Prepare(Inputs(texts));
        var status = await session.SendAsync(ticket, default).AsTask().WaitAsync(Bound);
        if (status == SendStatus.Unanswered)
        {
            Assert.NotNull(ticket.Failure);
            Assert.Contains(Server.Address.AbsoluteUri, ticket.Failure.Detail, StringComparison.Ordinal);
            Assert.True(await session.ResolveAsync([ticket], default).WaitAsync(Bound), ticket.Failure?.Detail);
        }

        await Server.SettleAsync();
        var applied = Server.Ledger[before..];
        var whole = ticket.Inputs.SelectMany(input => Steps(input, input.Count)).ToArray();
        Assert.Equal(string.Join(' ', whole.Take(applied.Count)), string.Join(' ', applied));
        if (ticket.Applied.Contains(SendTicket.NotKnown))
            Assert.False(CanResolve, $"Not known: {ticket.Failure?.Detail}");
        else
            Assert.Equal(string.Join(' ', applied), string.Join(' ', ticket.Inputs.SelectMany((input, i) => Steps(input, ticket.Applied[i]))));
        return ticket;
    }

    protected static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (!condition())
        {
            Assert.False(bound.IsCancellationRequested, $"Waited in vain for {what}.");
            await Task.Yield();
        }
    }

    private static IEnumerable<string> Steps(InputSequence input, int count)
    {
        foreach (var step in input.Steps[..count].ToArray())
        {
            foreach (var seen in ScriptedServer.Seeing(step))
                yield return seen;
        }
    }
}
