using ActorInput.Faults.Games;

namespace ActorInput.Faults.Control;

/// <summary>The body with which a game is added or changed; what is null stays.</summary>
internal sealed record GameOrder(GameDialect? Dialect, string? Service, PlanOrder? Plan, bool? Recording);
