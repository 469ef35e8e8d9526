using ActorInput.Emulation.Games;
using ActorInput.Emulation.Gym;

namespace ActorInput.Emulation.PokemonRed;

/// <summary>
/// Reads the fields for pokemon-gym's clients from Pokémon Red's memory. Each species, badge and place that was seen counts one point.
/// </summary>
/// <param name="cartridge">The cartridge: the collision map needs its tile sets.</param>
internal sealed class PokemonRedReader(ReadOnlyMemory<byte> cartridge) : IGymGameReader
{
    public GymGameFields Read(IGame game)
    {
        var wram = new byte[PokemonRedMemory.Length];
        if (!game.TryReadMemory(PokemonRedMemory.Start, wram))
            return GymGameFields.Empty;
        var state = PokemonRedMemory.Read(wram, cartridge.Span);
        return new GymGameFields
        {
            PlayerName = state.PlayerName,
            RivalName = state.RivalName,
            Money = state.Money,
            Location = state.Location,
            X = state.X,
            Y = state.Y,
            Badges = state.Badges,
            ValidMoves = state.ValidMoves,
            Inventory = [.. state.Inventory.Select(item => new GymItem(item.Name, item.Quantity))],
            Dialog = state.Dialog,
            Pokemons = [.. state.Party.Select(ToGym)],
            CollisionMap = state.CollisionMap,
            Milestones = [.. Milestones(state)],
        };
    }

    private static GymPokemon ToGym(PokemonRedPokemon pokemon) => new(
        pokemon.Nickname,
        pokemon.Species,
        pokemon.Level,
        pokemon.CurrentHp,
        pokemon.MaxHp,
        pokemon.Types,
        [.. pokemon.Moves.Select(move => new GymMove(move.Name, move.Pp))],
        pokemon.Status);

    private static IEnumerable<GymMilestone> Milestones(PokemonRedState state)
    {
        yield return new GymMilestone(GymMilestoneKind.Location, state.LocationKey, 1);
        foreach (var badge in state.Badges)
            yield return new GymMilestone(GymMilestoneKind.Badge, badge, 1);
        foreach (var pokemon in state.Party)
            yield return new GymMilestone(GymMilestoneKind.Pokemon, pokemon.Species, 1);
    }
}
