using ActorInput.Actors.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>The nodes of the cluster.</summary>
internal static class NodeRoutes
{
    public static void MapNodes(this IEndpointRouteBuilder app) => app.MapGet("/api/nodes", List).WithName("listNodes").WithTags("Nodes")
        .WithSummary("All nodes").WithDescription("The members of the cluster with roles, slots and load, as the node that answers sees them; in the order of their addresses.");

    private static Ok<NodeBody[]> List(IClusterMembers members) => TypedResults.Ok(members.Read().Select(NodeBody.From).ToArray());
}
