using System.Collections.Concurrent;
using System.Text;
using ActorInput.Contracts.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>
/// A real web server of one dialect that records which steps the game saw, in order. It does one thing at a time, as emulators do, and fails as the
/// test says.
/// </summary>
public abstract class ScriptedServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _game = new(1);
    private readonly ConcurrentQueue<ServerFault> _faults = new();
    private readonly ConcurrentQueue<ServerFault> _questionFaults = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _asked = NewSignal();
    private volatile TaskCompletionSource _told = NewSignal();
    private readonly List<Task> _late = [];
    private WebApplication? _application;

    /// <summary>Base address, with a path and without a slash at its end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The steps that the game saw.</summary>
    public List<string> Ledger { get; } = [];

    /// <summary>The same as one text.</summary>
    public string Seen => string.Join(' ', Ledger);

    /// <summary>All requests as one text.</summary>
    public string Asked => string.Join(", ", Requests);

    /// <summary>All requests: method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The next writes fail like this, in order.</summary>
    public void Fail(params IEnumerable<ServerFault> faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
    }

    /// <summary>The next questions about results of writes fail like this.</summary>
    public void FailQuestions(params IEnumerable<ServerFault> faults)
    {
        foreach (var fault in faults)
            _questionFaults.Enqueue(fault);
    }

    public virtual async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(HandleAsync);
        await _application.StartAsync();
        Address = new Uri(_application.Urls.Single() + "/games/7");
    }

    /// <summary>Waits until late writes have reached the game too.</summary>
    public async Task SettleAsync()
    {
        Task[] late;
        lock (_late)
            late = [.. _late];
        await Task.WhenAll(late).WaitAsync(TimeSpan.FromSeconds(20));
    }

    public async Task StopAsync()
    {
        _stopping.TrySetResult();
        _asked.TrySetResult();
        _told.TrySetResult();
        if (_application is { } application)
        {
            using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await application.StopAsync(now.Token);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_application is not null)
            await _application.DisposeAsync();
        _game.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract bool IsWrite(string request);

    /// <summary>Whether it asks what became of writes.</summary>
    protected abstract bool IsQuestion(string request);

    protected abstract ScriptedAnswer Answer(string request, string query, byte[] body, IHeaderDictionary headers);

    /// <summary>Ends all failures.</summary>
    public void Heal()
    {
        _faults.Clear();
        _questionFaults.Clear();
    }

    /// <summary>The steps as the game sees them: a wait counts as its frames, however they were gathered.</summary>
    public static IEnumerable<string> Seeing(InputStep step) => step.IsWait
        ? Enumerable.Repeat("WAIT:1", step.Frames)
        : [InputSequence.FromSteps(step).ToString()];

    protected void Apply(InputStep step) => Ledger.AddRange(Seeing(step));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var request = $"{context.Request.Method} {(path.StartsWith("/games/7/", StringComparison.Ordinal) ? path["/games/7/".Length..] : path)}";
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Requests.Enqueue(request);
        var fault = ServerFault.None;
        if (IsWrite(request))
            _faults.TryDequeue(out fault);
        else if (IsQuestion(request))
            _questionFaults.TryDequeue(out fault);
        var isLate = fault is ServerFault.RunsLong or ServerFault.ArrivesLate;
        if (isLate)
            (_asked, _told) = (NewSignal(), NewSignal());
        var work = HandleAsync(context, request, body.ToArray(), fault);
        if (isLate)
        {
            lock (_late)
                _late.Add(work);
        }

        await work;
        if (IsQuestion(request))
            _told.TrySetResult();
    }

    private async Task HandleAsync(HttpContext context, string request, byte[] body, ServerFault fault)
    {
        var query = context.Request.QueryString.Value ?? "";
        if (fault == ServerFault.ArrivesLate)
            await _told.Task;
        if (fault == ServerFault.ResetBefore)
        {
            context.Abort();
            return;
        }

        if (fault is ServerFault.Error500Before or ServerFault.Error503Before)
        {
            await SendAsync(context, ScriptedAnswer.Json("""{"detail":"Failed before"}""", fault == ServerFault.Error500Before ? 500 : 503));
            return;
        }

        if (IsQuestion(request))
            _asked.TrySetResult();
        ScriptedAnswer answer;
        await _game.WaitAsync();
        try
        {
            if (fault == ServerFault.RunsLong)
                await _asked.Task;
            answer = Answer(request, query, body, context.Request.Headers);
        }
        finally
        {
            _game.Release();
        }

        await SpoilAsync(context, answer, fault);
    }

    private async Task SpoilAsync(HttpContext context, ScriptedAnswer answer, ServerFault fault)
    {
        switch (fault)
        {
            case ServerFault.ResetAfter:
                context.Abort();
                break;
            case ServerFault.Error500After:
                await SendAsync(context, ScriptedAnswer.Json("""{"detail":"Failed after"}""", 500));
                break;
            case ServerFault.Plain500After:
                await SendAsync(context, new ScriptedAnswer(500, "text/plain", "Internal Server Error"u8.ToArray()));
                break;
            case ServerFault.Garbage:
                await SendAsync(context, answer with { Body = [0x7B, 0xFF, 0x00, 0xC3, 0x28] });
                break;
            case ServerFault.Truncated:
                context.Response.ContentType = answer.Type;
                context.Response.ContentLength = answer.Body.Length;
                await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case ServerFault.WrongType:
                await SendAsync(context, answer with { Type = "text/html" });
                break;
            case ServerFault.WrongAnswer:
                await SendAsync(context, ScriptedAnswer.Json("""{"game":"another","step_number":99999,"results":[],"epoch":1,"sequence":1}"""));
                break;
            case ServerFault.Empty:
                await SendAsync(context, answer with { Body = [] });
                break;
            case ServerFault.Huge:
                await SendAsync(context, answer with { Body = Encoding.UTF8.GetBytes($"\"{new string('x', 200_000)}\"") });
                break;
            case ServerFault.Hang:
                await Task.WhenAny(_stopping.Task, Task.Delay(Timeout.Infinite, context.RequestAborted));
                break;
            case ServerFault.SlowDrip:
                await DripAsync(context, answer);
                break;
            default:
                await SendAsync(context, answer);
                break;
        }
    }

    private async Task DripAsync(HttpContext context, ScriptedAnswer answer)
    {
        context.Response.ContentType = answer.Type;
        context.Response.ContentLength = answer.Body.Length;
        for (var i = 0; i < answer.Body.Length && !_stopping.Task.IsCompleted && !context.RequestAborted.IsCancellationRequested; i++)
        {
            await context.Response.Body.WriteAsync(answer.Body.AsMemory(i, 1));
            await context.Response.Body.FlushAsync();
            await Task.WhenAny(_stopping.Task, Task.Delay(30));
        }
    }

    private static async Task SendAsync(HttpContext context, ScriptedAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Type;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body);
    }
}
