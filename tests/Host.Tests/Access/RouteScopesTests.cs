using ActorInput.Contracts.Access;
using ActorInput.Host.Access;
using ActorInput.Host.Tests.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorInput.Host.Tests.Access;

/// <summary>Which scope a route needs: what it says, or else what is closed.</summary>
public sealed class RouteScopesTests : IClassFixture<TestNode>
{
    private readonly IReadOnlyList<RouteEndpoint> _routes;

    public RouteScopesTests(TestNode node) => _routes = node.Routes;

    [Theory]
    [InlineData("GET", AccessScopes.Read)]
    [InlineData("HEAD", AccessScopes.Read)]
    [InlineData("POST", AccessScopes.Operate)]
    [InlineData("PUT", AccessScopes.Operate)]
    [InlineData("DELETE", AccessScopes.Operate)]
    [InlineData("OPTIONS", AccessScopes.Operate)]
    [InlineData("CONNECT", AccessScopes.Operate)]
    public void Of_ARouteThatSaysNothing_IsClosed(string method, AccessScopes needed)
    {
        Assert.Equal(needed, RouteScopes.Of(null, method));
        Assert.Equal(needed, RouteScopes.Of(new Endpoint(null, new EndpointMetadataCollection(), "route"), method));
    }

    [Theory]
    [InlineData("POST", "/api/emulators/{id}/inputs", AccessScopes.Send)]
    [InlineData("POST", "/api/emulators/{id}/reset", AccessScopes.Send)]
    [InlineData("POST", "/api/batches/", AccessScopes.Send)]
    [InlineData("PUT", "/api/leases/{lease}", AccessScopes.Send)]
    [InlineData("GET", "/api/emulators/", AccessScopes.Read)]
    [InlineData("GET", "/metrics", AccessScopes.Read)]
    [InlineData("GET", "/", AccessScopes.Read)]
    [InlineData("PUT", "/api/emulators/{id}/memory", AccessScopes.Operate)]
    [InlineData("POST", "/api/emulators/{id}/release", AccessScopes.Operate)]
    [InlineData("DELETE", "/api/checkpoints/{name}", AccessScopes.Operate)]
    [InlineData("GET", "/health/live", AccessScopes.None)]
    public void Of_ARoute_IsWhatItSays(string method, string path, AccessScopes needed) =>
        Assert.Equal(needed, RouteScopes.Of(_routes.Single(route => route.RoutePattern.RawText == path && Methods(route).Contains(method)), method));

    [Fact]
    public async Task Of_ARouteOfAGroup_IsTheRoutesOwnWord()
    {
        await using var application = WebApplication.CreateSlimBuilder().Build();
        var group = ((IEndpointRouteBuilder)application).MapGroup("/group").NeedsScope(AccessScopes.Send);
        group.MapGet("/own", () => "").NeedsScope(AccessScopes.Operate);
        group.MapPost("/groups", () => "");
        var routes = ((IEndpointRouteBuilder)application).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>().ToDictionary(route => route.RoutePattern.RawText!);
        Assert.Equal(AccessScopes.Operate, RouteScopes.Of(routes["/group/own"], "GET"));
        Assert.Equal(AccessScopes.Send, RouteScopes.Of(routes["/group/groups"], "POST"));
    }

    private static IReadOnlyList<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
}
