using System.Buffers.Binary;

namespace ActorInput.Emulation.PokemonRed;

/// <summary>
/// Reads a game's state out of the work RAM of Pokémon Red and Blue (US). The addresses are the symbols of the pret/pokered
/// disassembly. Any memory is read without failing, as a game that has not started yet holds anything.
/// </summary>
public static class PokemonRedMemory
{
    /// <summary>The bytes of work RAM that are read: 0xC000 to 0xDFFF.</summary>
    public const int Length = 0x2000;

    /// <summary>The address of the first byte of work RAM.</summary>
    public const ushort Start = 0xC000;

    private const int NameLength = 11;
    private const int MaxItems = 20;
    private const int MaxParty = 6;
    private const int PokemonLength = 44;

    private const int PlayerName = 0xD158 - Start;
    private const int PartyCount = 0xD163 - Start;
    private const int PartyPokemon = 0xD16B - Start;
    private const int PartyNicknames = 0xD2B5 - Start;
    private const int BagCount = 0xD31D - Start;
    private const int BagItems = 0xD31E - Start;
    private const int Money = 0xD347 - Start;
    private const int RivalName = 0xD34A - Start;
    private const int BadgeBits = 0xD356 - Start;
    private const int MapNumber = 0xD35E - Start;
    private const int PlayerY = 0xD361 - Start;
    private const int PlayerX = 0xD362 - Start;

    private static readonly string[] BadgeNames =
        ["BOULDER", "CASCADE", "THUNDER", "RAINBOW", "SOUL", "MARSH", "VOLCANO", "EARTH"];

    /// <summary>Reads the state.</summary>
    /// <param name="wram">Work RAM from 0xC000 on, <see cref="Length"/> bytes or more.</param>
    /// <param name="rom">The cartridge, for <see cref="PokemonRedState.CollisionMap"/>; empty to go without.</param>
    /// <exception cref="ArgumentException"><paramref name="wram"/> is too short.</exception>
    public static PokemonRedState Read(ReadOnlySpan<byte> wram, ReadOnlySpan<byte> rom = default)
    {
        if (wram.Length < Length)
            throw new ArgumentException($"Work RAM has {Length} bytes, but {wram.Length} were given.", nameof(wram));
        var surroundings = PokemonRedSurroundings.Read(wram, rom);
        return new PokemonRedState
        {
            PlayerName = PokemonRedText.Decode(wram.Slice(PlayerName, NameLength)),
            RivalName = PokemonRedText.Decode(wram.Slice(RivalName, NameLength)),
            Money = ReadMoney(wram.Slice(Money, 3)),
            Location = MapNames.Of(wram[MapNumber]),
            X = wram[PlayerX],
            Y = wram[PlayerY],
            Badges = ReadBadges(wram[BadgeBits]),
            Inventory = ReadInventory(wram),
            Party = ReadParty(wram),
            Dialog = PokemonRedDialog.Read(wram),
            CollisionMap = surroundings?.Draw(),
            ValidMoves = surroundings?.ValidMoves() ?? [],
        };
    }

    /// <summary>Two decimal digits a byte, the highest first.</summary>
    private static int ReadMoney(ReadOnlySpan<byte> digits)
    {
        var money = 0;
        foreach (var pair in digits)
            money = (money * 100) + ((pair >> 4) * 10) + (pair & 0x0F);
        return money;
    }

    private static List<string> ReadBadges(byte bits)
    {
        var badges = new List<string>(BadgeNames.Length);
        for (var i = 0; i < BadgeNames.Length; i++)
        {
            if ((bits & (1 << i)) != 0)
                badges.Add(BadgeNames[i]);
        }
        return badges;
    }

    private static List<PokemonRedItem> ReadInventory(ReadOnlySpan<byte> wram)
    {
        const byte End = 0xFF;
        var items = new List<PokemonRedItem>();
        // A greater count means that this memory is not in use yet.
        var count = wram[BagCount] <= MaxItems ? wram[BagCount] : 0;
        for (var at = BagItems; at < BagItems + (2 * count) && wram[at] != End; at += 2)
            items.Add(new PokemonRedItem(ItemNames.Of(wram[at]), wram[at + 1]));
        return items;
    }

    private static List<PokemonRedPokemon> ReadParty(ReadOnlySpan<byte> wram)
    {
        var party = new List<PokemonRedPokemon>();
        var count = wram[PartyCount] <= MaxParty ? wram[PartyCount] : 0;
        for (var i = 0; i < count; i++)
        {
            var pokemon = wram.Slice(PartyPokemon + (i * PokemonLength), PokemonLength);
            var nickname = wram.Slice(PartyNicknames + (i * NameLength), NameLength);
            party.Add(ReadPokemon(pokemon, PokemonRedText.Decode(nickname)));
        }
        return party;
    }

    private static PokemonRedPokemon ReadPokemon(ReadOnlySpan<byte> pokemon, string nickname) => new()
    {
        Nickname = nickname,
        Species = SpeciesNames.Of(pokemon[0]),
        CurrentHp = BinaryPrimitives.ReadUInt16BigEndian(pokemon[1..]),
        Status = ReadStatus(pokemon[4]),
        Types = pokemon[5] == pokemon[6] ? [TypeNames.Of(pokemon[5])] : [TypeNames.Of(pokemon[5]), TypeNames.Of(pokemon[6])],
        Moves = ReadMoves(pokemon.Slice(8, 4), pokemon.Slice(0x1D, 4)),
        Level = pokemon[0x21],
        MaxHp = BinaryPrimitives.ReadUInt16BigEndian(pokemon[0x22..]),
    };

    private static List<PokemonRedMove> ReadMoves(ReadOnlySpan<byte> moves, ReadOnlySpan<byte> points)
    {
        // The two high bits count the PP UPs used on the move.
        const int PointsMask = 0x3F;
        var known = new List<PokemonRedMove>(moves.Length);
        for (var i = 0; i < moves.Length; i++)
        {
            if (moves[i] != 0)
                known.Add(new PokemonRedMove(MoveNames.Of(moves[i]), points[i] & PointsMask));
        }
        return known;
    }

    /// <summary>The three low bits count the turns of sleep left; the game sets at most one of the others.</summary>
    private static string? ReadStatus(byte status) => status switch
    {
        _ when (status & 0x07) != 0 => "SLEEP",
        _ when (status & 0x40) != 0 => "PARALYSIS",
        _ when (status & 0x20) != 0 => "FREEZE",
        _ when (status & 0x10) != 0 => "BURN",
        _ when (status & 0x08) != 0 => "POISON",
        _ => null,
    };
}
