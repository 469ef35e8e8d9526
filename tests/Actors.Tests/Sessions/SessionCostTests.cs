using System.Globalization;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Inputs;
using Xunit.Abstractions;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>What sessions cost in bytes, which do not depend on the machine's load.</summary>
[Collection(nameof(SessionCostTests))]
[CollectionDefinition(nameof(SessionCostTests), DisableParallelization = true)]
public sealed class SessionCostTests(ITestOutputHelper output)
{
#if DEBUG
    // Without optimisation each async method costs one more object.
    private const int MostBytes = 1_200;
#else
    private const int MostBytes = 500;
#endif

    [Fact]
    public async Task Session_Idle_CostsLessThanOneKibibyte()
    {
        const int Count = 50_000; // Much against what other tests leave behind to be collected.
        using var factory = new EmulatorSessionFactory(new CannedHandler(), null);
        var options = new SessionOptions();
        await OpenAsync(factory, 0, options);
        var sessions = new IEmulatorSession[Count];
        var before = SettledMemory();

        for (var i = 0; i < Count; i++)
            sessions[i] = await OpenAsync(factory, i, options);

        var bytes = (SettledMemory() - before) / Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes for each idle session"));
        GC.KeepAlive(sessions);
        Assert.InRange(bytes, 1, 1_023);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Send_InTheLongRun_AllocatesLittleBesideTheRuntime(int inputs)
    {
        const int Count = 2_000;
        using var handler = new CannedHandler { Inputs = inputs };
        using var factory = new EmulatorSessionFactory(handler, null);
        using var session = await OpenAsync(factory, 0, new SessionOptions());
        var texts = Enumerable.Repeat(InputSequence.Parse("A"), inputs).ToArray();

        async Task SendAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (await session.SendAsync(session.Prepare(texts), default) != SendStatus.Answered)
                    Assert.Fail("The canned answer was not understood.");
            }
        }

        // The same answers through the same handler without a session.
        using var bareHandler = new CannedHandler { Inputs = inputs };
        using var invoker = new HttpMessageInvoker(bareHandler);
        using var content = new ByteArrayContent(new byte[100]);
        var target = new Uri("http://127.0.0.1/inputs");
        async Task SendBareAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = content };
                using var response = await invoker.SendAsync(request, default);
                response.Content.ReadAsStream(default);
                request.Content = null;
            }
        }

        await SendAsync(Count);
        await SendBareAsync(Count);
        var start = GC.GetTotalAllocatedBytes(precise: true);
        await SendBareAsync(Count);
        var bare = GC.GetTotalAllocatedBytes(precise: true) - start;
        start = GC.GetTotalAllocatedBytes(precise: true);
        await SendAsync(Count);
        var own = (GC.GetTotalAllocatedBytes(precise: true) - start - bare) / Count;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{own} bytes for each request of {inputs} inputs beside the handler's {bare / Count}"));
        Assert.InRange(own, -500, MostBytes);
    }

    /// <summary>Memory in use, once two collections in a row give the same number: finalizers of earlier tests free memory in between.</summary>
    private static long SettledMemory()
    {
        var memory = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            GC.WaitForPendingFinalizers();
            var now = GC.GetTotalMemory(forceFullCollection: true);
            if (Math.Abs(memory - now) < 100_000)
                return now;
            memory = now;
        }

        return memory;
    }

    private static async Task<IEmulatorSession> OpenAsync(EmulatorSessionFactory factory, int game, SessionOptions options)
    {
        var opened = await factory.OpenAsync(new Uri($"http://127.0.0.1:8081/{game}/"), options, 1, default);
        Assert.Null(opened.Failure);
        return opened.Value!;
    }
}
