using ActorInput.Contracts.Access;

namespace ActorInput.Host.Access;

/// <summary>
/// Says which scope a route needs. A route that says nothing needs <see cref="AccessScopes.Read"/> for GET and HEAD and <see cref="AccessScopes.Operate"/>
/// for everything else, so that a forgotten route asks for the most. The gateway has no keys, so nothing refuses a caller by these scopes.
/// </summary>
internal static class RouteScopes
{
    /// <summary>The route, or each route of the group that does not say otherwise, needs this scope.</summary>
    public static TBuilder NeedsScope<TBuilder>(this TBuilder routes, AccessScopes scope)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new ScopeMetadata(scope));

    /// <summary>It needs no scope: for probes, and nothing else.</summary>
    public static TBuilder NeedsNoKey<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.NeedsScope(AccessScopes.None);

    /// <summary>The scope that a request needs.</summary>
    /// <param name="endpoint">Where it goes; null: nothing is at its address.</param>
    /// <param name="method">Its method.</param>
    public static AccessScopes Of(Endpoint? endpoint, string method) =>
        endpoint?.Metadata.GetMetadata<ScopeMetadata>()?.Scope
        ?? (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? AccessScopes.Read : AccessScopes.Operate);
}
