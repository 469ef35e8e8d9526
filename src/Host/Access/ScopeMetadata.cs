using ActorInput.Contracts.Access;

namespace ActorInput.Host.Access;

/// <summary>The scope that a route needs.</summary>
internal sealed record ScopeMetadata(AccessScopes Scope);
