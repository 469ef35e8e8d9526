using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Demo;
using ActorInput.Host.Gateway;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>A node's gateway on a free port, with a fake router and fake actors.</summary>
public sealed class TestNode : IAsyncLifetime
{
    private readonly ConcurrentDictionary<EmulatorId, Func<IWithEmulatorId, object?>> _emulators = new();
    private readonly HttpOptions _http = new() { Port = 0, MaxBodyBytes = 16 * 1024, InputTimeout = TimeSpan.FromSeconds(30), QueryTimeout = TimeSpan.FromSeconds(30) };
    private readonly ActorInputOptions _options = new() { Emulators = ["emu-1", "emu-2"] };
    private readonly FakeMembers _members = new();
    private WebApplication? _app;
    private int _next;

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>What the pool answers.</summary>
    public EmulatorList List { get; set; } = new([]);

    /// <summary>What the node's batch balancer answers, by the message and its sender.</summary>
    public Func<object, IActorRef, object?> Balancer { get; set; } = Nothing;

    /// <summary>What the lease broker answers.</summary>
    public Func<object, IActorRef, object?> Broker { get; set; } = Nothing;

    /// <summary>What the node's checkpoint store answers.</summary>
    public Func<object, IActorRef, object?> Checkpoints { get; set; } = Nothing;

    internal FakeMembers Members => _members;

    /// <summary>All routes of the node.</summary>
    internal IReadOnlyList<RouteEndpoint> Routes => [.. ((IEndpointRouteBuilder)_app!).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    /// <summary>Called when the node has noticed that a caller hung up.</summary>
    internal Action CallerGone { get; set; } = () => { };

    /// <summary>Whether router and pool are registered from the start.</summary>
    internal bool IsRegistered { get; init; } = true;

    /// <summary>The node's roles; emulator and gateway if empty.</summary>
    internal IList<string> Roles
    {
        init => _options.Roles = value;
    }

    /// <summary>Where the node logs; null: nowhere.</summary>
    internal ILoggerProvider? Log { get; init; }

    /// <summary>Names by which the node may be called besides those of loopback.</summary>
    internal IReadOnlyList<string> AllowedHosts
    {
        init => _http.AllowedHosts = [.. value];
    }

    internal TimeSpan Timeout
    {
        init => _http.InputTimeout = _http.QueryTimeout = value;
    }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (Log is not null)
            builder.Logging.AddProvider(Log);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = _http.MaxBodyBytes + BodyReader.Discarded;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddAkka("gateway", akka =>
        {
            akka.AddHocon("akka.stdout-loglevel = OFF, akka.loglevel = OFF", HoconAddMode.Prepend);
            if (IsRegistered)
                akka.WithActors(Register);
        });
        builder.Services.AddSingleton<IClusterMembers>(_members);
        builder.Services.AddMetrics().AddSingleton<ActorInputMetrics>();
        builder.Services.AddGateway(_http, _options, DemoPlan.AllButFirst(_options.Emulators));
        _app = builder.Build();
        // It is registered first and so called last: by then the node has begun to handle the caller's hanging up.
        _app.Use((context, next) =>
        {
            context.RequestAborted.Register(() => CallerGone());
            return next(context);
        });
        _app.MapGateway();
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_app is null)
            return;
        // Lets requests end first, because the application disposes what they use.
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Registers the router and the pool now.</summary>
    internal void Register()
    {
        var system = _app!.Services.GetRequiredService<ActorSystem>();
        Register(system, ActorRegistry.For(system));
    }

    /// <summary>Adds an emulator for a test, with a function that answers; null means no answer.</summary>
    internal string Emulator(Func<IWithEmulatorId, object?> answer)
    {
        var id = EmulatorId.Parse($"test-{Interlocked.Increment(ref _next)}");
        _emulators[id] = answer;
        return id.Value;
    }

    /// <summary>Starts an additional actor, for the answers of other nodes.</summary>
    internal IActorRef Actor(Func<object, IActorRef, object?> answer) =>
        _app!.Services.GetRequiredService<ActorSystem>().ActorOf(Props.Create(() => new FakeActor(answer)));

    /// <summary>Posts a body unchanged.</summary>
    internal Task<HttpResponseMessage> PostAsync(string path, string body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    /// <summary>Reads the body as JSON.</summary>
    internal static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Checks that the answer is a problem with this status and code, and returns its body.</summary>
    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"expected {status} but got {(int)response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await JsonAsync(response);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("detail").GetString()));
        return problem;
    }

    /// <summary>If a test has not set an actor's answers, it must not send it anything.</summary>
    private static object? Nothing(object message, IActorRef sender) => throw new InvalidOperationException($"{message} was sent.");

    private void Register(ActorSystem system, IActorRegistry registry)
    {
        registry.Register<EmulatorRouter>(system.ActorOf(Props.Create(() => new FakeRouterActor(_emulators))));
        registry.Register<FleetKeeper>(system.ActorOf(Props.Create(() => new FakeActor((_, _) => List))));
        registry.Register<NodeBalancer>(system.ActorOf(Props.Create(() => new FakeActor((message, sender) => Balancer(message, sender)))));
        registry.Register<LeaseBroker>(system.ActorOf(Props.Create(() => new FakeActor((message, sender) => Broker(message, sender)))));
        registry.Register<NodeCheckpoints>(system.ActorOf(Props.Create(() => new FakeActor((message, sender) => Checkpoints(message, sender)))));
    }
}
