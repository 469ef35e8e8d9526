namespace ActorInput.Host.Gateway;

/// <summary>The headers that a route reads.</summary>
/// <param name="Names">Names of <see cref="RouteTerms"/>.</param>
internal sealed record HeaderMetadata(IReadOnlyList<string> Names);
