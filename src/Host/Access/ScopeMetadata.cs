using ActorInput.Contracts.Access;

namespace ActorInput.Host.Access;

/// <summary>The scope that a route needs; <see cref="AccessScopes.None"/>: it needs no key.</summary>
internal sealed record ScopeMetadata(AccessScopes Scope);
