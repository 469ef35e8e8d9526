using ActorInput.Faults.Games;
using ActorInput.Faults.Truth;

namespace ActorInput.Faults.Control;

/// <summary>A game as the control API describes it.</summary>
internal sealed record GameDescription(
    int Number, string Address, GameDialect Dialect, string Service, bool PlanIsUsedUp, string Life, long Epoch, GameCounters Counters)
{
    public static GameDescription Of(FaultyGame game) => new(
        game.Number, game.Address.ToString(), game.Dialect, game.Service.ToString(), game.Plan.IsUsedUp, game.Life, game.Epoch, game.Counters);
}
