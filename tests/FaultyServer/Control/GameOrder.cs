using ActorInput.Faults.Games;

namespace ActorInput.Faults.Control;

/// <summary>The body of a request that adds or changes a game; members that are null stay unchanged.</summary>
internal sealed record GameOrder(GameDialect? Dialect, string? Service, PlanOrder? Plan, bool? Recording);
