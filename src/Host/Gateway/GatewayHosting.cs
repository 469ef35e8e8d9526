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

/// <summary>Puts the gateway into a web application.</summary>
internal static class GatewayHosting
{
    /// <summary>As OpenTelemetry's specification names the variable that overrides ours.</summary>
    private static readonly string ServiceName = Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { Length: > 0 } name ? name : "actorinput";

    /// <summary>.NET's own: heap, collections, threads, CPU time, exceptions.</summary>
    private const string ProcessMeter = "System.Runtime";

    /// <summary>The services that the routes need. The region and the pool come from the actor registry.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, HttpOptions http, ActorInputOptions node, DemoPlan demo)
    {
        services.AddSingleton(http).AddSingleton(demo);
        // The actors' side brings these two, where it is there.
        services.TryAddSingleton(node);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ActorAsk>().AddSingleton<EmulatorClient>().AddSingleton<BatchClient>().AddSingleton<LeaseClient>()
            .AddSingleton<CheckpointClient>().AddSingleton<NodeReadiness>().AddSingleton<RequestsEnd>();
        AddTelemetry(services);
        services.ConfigureHttpJsonOptions(json =>
        {
            GatewayJson.Apply(json.SerializerOptions);
            // Texts are no numbers to our readers; the description must not say so either.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, GatewayJson.Default);
        });
        return services.AddApiDescription();
    }

    /// <summary>The pipeline and all routes; of a node without the role <c>gateway</c> only the probes and the metrics.</summary>
    public static void MapGateway(this WebApplication app)
    {
        var http = app.Services.GetRequiredService<HttpOptions>();
        app.UseMiddleware<FailureMiddleware>(new CallerGuard(http.IsLoopback, [.. http.AllowedHosts]));
        app.UseMiddleware<StopMiddleware>();
        app.UseRouting(); // Here, so that what fails in it is answered, too; by itself it comes first.
        app.UseStatusCodePages(context => AnswerStatus(context.HttpContext));

        app.MapHealth();
        app.MapPrometheusScrapingEndpoint(); // From here on the meters are listened to.
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
    /// The meter is there for <c>GET /metrics</c>. Traces and metrics are also sent by OTLP when the environment names a collector, as its
    /// specification says (OTEL_EXPORTER_OTLP_ENDPOINT).
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
