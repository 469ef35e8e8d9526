using System.Text.Json.Serialization;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Telemetry;
using ActorInput.Emulation.Server.Callers;
using ActorInput.Host.Common;
using ActorInput.Host.Demo;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Scalar.AspNetCore;

namespace ActorInput.Host.Gateway;

/// <summary>Adds the gateway to a web application.</summary>
internal static class GatewayHosting
{
    /// <summary>The service's name; OpenTelemetry's own environment variable overrides it.</summary>
    private static readonly string ServiceName = Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { Length: > 0 } name ? name : "actorinput";

    /// <summary>.NET's own: heap, collections, threads, CPU time, exceptions.</summary>
    private const string ProcessMeter = "System.Runtime";

    /// <summary>The services that the routes need. The router and the fleet actor come from the actor registry.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, HttpOptions http, ActorInputOptions node, DemoPlan demo)
    {
        services.AddSingleton(http).AddSingleton(demo);
        // A node with actors registers these two itself.
        services.TryAddSingleton(node);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ActorAsk>().AddSingleton<EmulatorClient>().AddSingleton<BatchClient>().AddSingleton<LeaseClient>()
            .AddSingleton<CheckpointClient>().AddSingleton<BatchStarts>().AddSingleton<NodeReadiness>().AddSingleton<RequestsEnd>();
        AddTelemetry(services);
        services.ConfigureHttpJsonOptions(json =>
        {
            GatewayJson.Apply(json.SerializerOptions);
            // Our readers do not accept texts as numbers, and the description must not say that they do.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, GatewayJson.Default);
        });
        return services.AddApiDescription();
    }

    /// <summary>Adds the pipeline and all routes; for a node without the role <c>gateway</c> only the probes and the metrics.</summary>
    public static void MapGateway(this WebApplication app)
    {
        var http = app.Services.GetRequiredService<HttpOptions>();
        app.UseMiddleware<FailureMiddleware>(new CallerGuard(http.IsLoopback, [.. http.AllowedHosts]));
        app.UseMiddleware<StopMiddleware>();
        app.UseRouting(); // Added here, so that its failures are answered too; by default it would come first.
        app.UseStatusCodePages(context => AnswerStatus(context.HttpContext));

        app.MapHealth();
        app.MapPrometheusScrapingEndpoint(); // From here on somebody listens to the meters.
        app.Services.GetService<ActorInputMetrics>()?.StartAtZero();
        if (!app.Services.GetRequiredService<ActorInputOptions>().HasRole(NodeRoles.Gateway))
            return;
        var emulators = app.MapGroup("/api/emulators").WithTags("Emulators");
        emulators.MapEmulators();
        emulators.MapInputs();
        emulators.MapGames();
        emulators.MapMemory();
        emulators.MapSaving();
        app.MapBatches();
        app.MapLeases();
        app.MapNodes();
        app.MapCheckpoints();
        app.MapPage();
        app.MapOpenApi();
        app.MapScalarApiReference(page => page.WithTitle("ActorInput").DisableDefaultFonts());
    }

    /// <summary>
    /// Adds the meters for <c>GET /metrics</c>. Traces and metrics are also sent by OTLP when the environment names a collector
    /// (OTEL_EXPORTER_OTLP_ENDPOINT).
    /// </summary>
    private static void AddTelemetry(IServiceCollection services)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: HostVersion.Text))
            .WithMetrics(metrics => metrics.AddMeter(ActorInputMetrics.Name, ProcessMeter).AddPrometheusExporter());
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
            telemetry.WithTracing(traces => traces.AddSource(ActorInputMetrics.Name, "Microsoft.AspNetCore")).UseOtlpExporter();
    }

    private static Task AnswerStatus(HttpContext context) => context.Response.StatusCode switch
    {
        404 => Problems.Of(404, "notFound", $"There is nothing at {context.Request.Path}.").ExecuteAsync(context),
        405 => Problems.Of(405, "methodNotAllowed", $"{context.Request.Method} is not allowed at {context.Request.Path}.").ExecuteAsync(context),
        var status => Problems.Of(status, "invalidRequest", "The request was refused.").ExecuteAsync(context),
    };
}
